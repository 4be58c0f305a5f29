package dev.tenantry.feature.oauth.client;

import dev.tenantry.feature.oauth.protocol.Form;
import dev.tenantry.feature.oauth.protocol.OAuthError;
import dev.tenantry.feature.oauth.protocol.OAuthException;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.body.Parameter;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * How a client proves itself (RFC 6749, section 2.3): by HTTP Basic, by parameters, or by its bare id when it is public;
 * never in two ways at once and never in the query.
 *
 * @param method the way it chose
 * @param clientSecret empty when it is {@link AuthMethod#NONE}
 */
public record ClientCredentials(AuthMethod method, String clientId, String clientSecret) {
    private static final String BASIC = "basic ";
    private static final String ID = "client_id";
    private static final String SECRET = "client_secret";

    /** How a client shows who it is in a form, unless it does by HTTP Basic (RFC 6749, section 2.3.1). */
    public static final List<Parameter> PARAMETERS = List.of(
            Parameter.optional(ID, "unless it comes by HTTP Basic"),
            Parameter.optional(SECRET, "the same; a public client has none"));

    private static final String ASSERTION = "client_assertion";
    private static final String ASSERTION_TYPE = "client_assertion_type";

    /** What the request to an endpoint for clients holds; fails with {@code invalid_request} or {@code invalid_client}. */
    public static ClientCredentials of(Call<Form> call) {
        // RFC 6749, section 2.3.1: never in the address, which ends up in logs.
        if (!call.query().isEmpty()) {
            throw new OAuthException(OAuthError.INVALID_REQUEST, "Parameters belong into the body, not into the query");
        }
        return of(call.headers(), call.body());
    }

    private static ClientCredentials of(MultiMap headers, Form form) {
        var authorization = headers.getAll(HttpHeaders.AUTHORIZATION);
        var secret = form.get(SECRET).isPresent();
        var assertion =
                form.get(ASSERTION).isPresent() || form.get(ASSERTION_TYPE).isPresent();
        if (authorization.size() + (secret ? 1 : 0) + (assertion ? 1 : 0) > 1) {
            throw twice();
        }
        if (assertion) {
            return ofAssertion();
        }
        if (!authorization.isEmpty()) {
            return ofHeader(authorization.get(0), form);
        }
        var id = form.get(ID).orElseThrow(ClientCredentials::unknown);
        return form.get(SECRET)
                .map(text -> new ClientCredentials(AuthMethod.CLIENT_SECRET_POST, id, text))
                .orElseGet(() -> new ClientCredentials(AuthMethod.NONE, id, ""));
    }

    /** RFC 7523, section 2.2: the place of {@code private_key_jwt}, which no client can be registered for. */
    private static ClientCredentials ofAssertion() {
        throw unknown();
    }

    private static ClientCredentials ofHeader(String header, Form form) {
        if (!header.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            throw unknown();
        }
        var basic = decoded(header.substring(BASIC.length()).strip());
        if (form.get(ID).filter(id -> !id.equals(basic.clientId())).isPresent()) {
            throw twice();
        }
        return basic;
    }

    private static ClientCredentials decoded(String base64) {
        try {
            var text = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            var colon = text.indexOf(':');
            if (colon > 0) {
                return new ClientCredentials(
                        AuthMethod.CLIENT_SECRET_BASIC,
                        URLDecoder.decode(text.substring(0, colon), StandardCharsets.UTF_8),
                        URLDecoder.decode(text.substring(colon + 1), StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException e) {
            // answered as any client that cannot prove itself
        }
        throw unknown();
    }

    /** Whether this is the way the client has to take. Without one of its own, a client with a secret may send it either way. */
    boolean fit(ClientRules rules) {
        return rules.authMethod().map(method::equals).orElse(method != AuthMethod.NONE);
    }

    static OAuthException unknown() {
        return new OAuthException(OAuthError.INVALID_CLIENT, "The client could not be authenticated");
    }

    private static OAuthException twice() {
        return new OAuthException(OAuthError.INVALID_REQUEST, "Authenticate the client in one way only");
    }

    @Override
    public String toString() {
        return "ClientCredentials[" + clientId + "]";
    }
}
