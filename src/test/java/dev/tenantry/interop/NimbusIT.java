package dev.tenantry.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AbstractRequest;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.Chromium;
import dev.tenantry.testing.TestClient;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nimbus's oauth2-oidc-sdk as a relying party of two tenants. */
@Tag("interop")
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NimbusIT {
    private Provider provider;
    private SSLSocketFactory sockets;

    @BeforeAll
    void open(@TempDir Path folder, Vertx vertx) throws Exception {
        assumeTrue(Chromium.isThere(), Chromium.NEEDED);
        provider = Provider.open(vertx, folder);
        sockets = trusting(provider.certificate.certificate());
    }

    @AfterAll
    void close() {
        if (provider != null) {
            provider.close();
        }
    }

    private static SSLSocketFactory trusting(String certificate) throws Exception {
        var known = KeyStore.getInstance(KeyStore.getDefaultType());
        known.load(null, null);
        known.setCertificateEntry(
                "own",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(certificate.getBytes(StandardCharsets.US_ASCII))));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    private HTTPResponse send(AbstractRequest request) throws Exception {
        var http = request.toHTTPRequest();
        http.setSSLSocketFactory(sockets);
        return http.send();
    }

    private TokenResponse ask(OIDCProviderMetadata op, TestClient client, AuthorizationGrant grant) throws Exception {
        var id = new ClientID(client.id());
        var request = client.secret().isEmpty()
                ? new TokenRequest.Builder(op.getTokenEndpointURI(), id, grant).build()
                : new TokenRequest.Builder(
                                op.getTokenEndpointURI(), new ClientSecretBasic(id, new Secret(client.secret())), grant)
                        .build();
        return OIDCTokenResponseParser.parse(send(request));
    }

    private HTTPResponse userInfo(OIDCProviderMetadata op, OIDCTokenResponse tokens) throws Exception {
        return send(new UserInfoRequest(
                op.getUserInfoEndpointURI(), tokens.getOIDCTokens().getBearerAccessToken()));
    }

    @ParameterizedTest
    @CsvSource({"acme, true", "acme, false", "beta, true", "beta, false"})
    void finishesEveryStepWhenTheProviderIsFoundByDiscoveryAlone(String tenant, boolean confidential) throws Exception {
        provider.newBrowser();
        var client = provider.register(tenant, confidential);
        var id = new ClientID(client.id());
        var op = OIDCProviderMetadata.resolve(
                new Issuer(provider.issuer(tenant)), request -> request.setSSLSocketFactory(sockets));

        var verifier = new CodeVerifier();
        var nonce = new Nonce();
        var state = new State();
        var redirect = URI.create(provider.redirectUri());
        var asked = new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope("openid", "profile", "email", "read"), id, redirect)
                .endpointURI(op.getAuthorizationEndpointURI())
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .nonce(nonce)
                .state(state)
                .build();
        var answered =
                AuthenticationResponseParser.parse(provider.browse(asked.toURI().toString()));
        assertThat(answered.indicatesSuccess()).isTrue();
        assertThat(answered.getState()).isEqualTo(state);
        assertThat(answered.getIssuer()).isEqualTo(op.getIssuer());

        var code = answered.toSuccessResponse().getAuthorizationCode();
        var response = ask(op, client, new AuthorizationCodeGrant(code, redirect, verifier));
        assertThat(response.indicatesSuccess()).as("%s", response).isTrue();
        var tokens = (OIDCTokenResponse) response.toSuccessResponse();
        var retriever = new DefaultResourceRetriever(5_000, 5_000, 0, false, sockets);
        var keys = new JWSVerificationKeySelector<>(
                JWSAlgorithm.RS256,
                JWKSourceBuilder.<SecurityContext>create(op.getJWKSetURI().toURL(), retriever)
                        .build());
        var claims = new IDTokenValidator(op.getIssuer(), id, keys, null)
                .validate(tokens.getOIDCTokens().getIDToken(), nonce);

        var person =
                UserInfoResponse.parse(userInfo(op, tokens)).toSuccessResponse().getUserInfo();
        assertThat(person.getSubject()).isEqualTo(claims.getSubject());
        assertThat(person.getPreferredUsername()).isEqualTo("admin");
        assertThat(person.getEmailAddress()).isEqualTo("admin@" + tenant + ".example");

        var refreshed =
                ask(op, client, new RefreshTokenGrant(tokens.getOIDCTokens().getRefreshToken()));
        assertThat(refreshed.indicatesSuccess()).isTrue();
        var later = (OIDCTokenResponse) refreshed.toSuccessResponse();
        var refreshToken = later.getOIDCTokens().getRefreshToken();
        assertThat(refreshToken).isNotEqualTo(tokens.getOIDCTokens().getRefreshToken());

        var revocation = confidential
                ? new TokenRevocationRequest(
                        op.getRevocationEndpointURI(),
                        new ClientSecretBasic(id, new Secret(client.secret())),
                        refreshToken)
                : new TokenRevocationRequest(op.getRevocationEndpointURI(), id, refreshToken);
        assertThat(send(revocation).getStatusCode()).isEqualTo(200);
        var dead = ask(op, client, new RefreshTokenGrant(refreshToken));
        assertThat(((TokenErrorResponse) dead).getErrorObject().getCode()).isEqualTo("invalid_grant");
        Await.until("the access token is dead as well", () -> {
            try {
                return userInfo(op, later).getStatusCode() == 401;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        var logout = new LogoutRequest(
                op.getEndSessionEndpointURI(),
                tokens.getOIDCTokens().getIDToken(),
                URI.create(provider.afterLogout()),
                state);
        assertThat(provider.browse(logout.toURI().toString())).hasToString(provider.afterLogout() + "?state=" + state);
    }
}
