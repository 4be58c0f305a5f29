package dev.tenantry.feature.oauth.registration;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.tenantry.feature.oauth.client.AuthMethod;
import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.client.ClientRules;
import dev.tenantry.feature.oauth.client.GrantType;
import dev.tenantry.feature.oauth.protocol.ClientId;
import dev.tenantry.feature.oauth.protocol.OAuthError;
import dev.tenantry.feature.oauth.protocol.OAuthException;
import dev.tenantry.platform.security.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Client metadata, judged: the one way from what somebody asks for to the client they get. */
final class ClientRegistration {
    private static final int MOST_ADDRESSES = 32;
    private static final int LONGEST_NAME = 200;
    private static final Duration LONGEST_ACCESS = Duration.ofDays(7);
    private static final Duration LONGEST_REFRESH = Duration.ofDays(366);
    private static final Set<String> TYPES = Set.of("web", "native");
    private static final Set<String> ALGORITHMS = Set.of("RS256", "ES256");

    /** Whatever cannot be seen, or turns the direction of what follows: a name is shown where people decide. */
    private static final Pattern UNSHOWABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private static final Set<Scope> OF_A_PERSON =
            Set.of(Scope.OPENID, Scope.PROFILE, Scope.EMAIL, Scope.OFFLINE_ACCESS, Scope.READ);

    private final ClientMetadata asked;
    private final Terms terms;
    private final boolean isNative;
    private final Set<GrantType> grants;
    private final Optional<AuthMethod> authMethod;

    private ClientRegistration(ClientMetadata asked, Terms terms) {
        this.asked = asked;
        this.terms = terms;
        this.isNative = "native".equals(oneOf("application_type", asked.applicationType(), TYPES, "web"));
        this.authMethod = Optional.ofNullable(asked.tokenEndpointAuthMethod())
                .map(text -> AuthMethod.ofWire(text)
                        .orElseThrow(() -> refused("token_endpoint_auth_method must be none, client_secret_basic or"
                                + " client_secret_post")));
        this.grants = grants();
    }

    /** Fails with {@code invalid_redirect_uri} or {@code invalid_client_metadata} (RFC 7591, section 3.2.2). */
    static Client read(ClientMetadata asked, Terms terms, ClientId id, Instant createdAt) {
        return new ClientRegistration(asked, terms).client(id, createdAt);
    }

    private Client client(ClientId id, Instant createdAt) {
        refuseUnsupported();
        return new Client(
                id,
                name(),
                terms.origin(),
                grants,
                scopes(),
                redirectUris(),
                postLogoutRedirectUris(),
                rules(),
                ShownMetadata.of(asked),
                createdAt);
    }

    private String name() {
        var name = asked.clientName();
        if (name == null || name.isBlank()) {
            return "Unnamed client";
        }
        if (name.length() > LONGEST_NAME || UNSHOWABLE.matcher(name).find()) {
            throw refused(
                    "client_name may have at most " + LONGEST_NAME + " characters, none of them a control character");
        }
        return name;
    }

    private Set<GrantType> grants() {
        var wanted = EnumSet.noneOf(GrantType.class);
        for (var type : given(asked.grantTypes())) {
            wanted.add(GrantType.ofWire(String.valueOf(type))
                    .orElseThrow(() -> refused("grant_types may hold authorization_code, client_credentials, password,"
                            + " refresh_token")));
        }
        var code = given(asked.responseTypes());
        if (!code.stream().allMatch("code"::equals)) {
            throw refused("response_types may hold code alone");
        }
        if (wanted.isEmpty()) {
            wanted.add(defaultGrant(!code.isEmpty()));
        }
        if (!code.isEmpty() && !wanted.contains(GrantType.AUTHORIZATION_CODE)) {
            throw refused("The response type code needs the grant type authorization_code");
        }
        if (!terms.grants().containsAll(wanted)) {
            throw refused("grant_types holds one that is not open to this registration");
        }
        if (wanted.contains(GrantType.REFRESH_TOKEN)
                && !wanted.contains(GrantType.AUTHORIZATION_CODE)
                && !wanted.contains(GrantType.PASSWORD)) {
            throw refused("refresh_token needs a grant that begins a session: authorization_code or password");
        }
        if (isPublic() && wanted.contains(GrantType.CLIENT_CREDENTIALS)) {
            throw refused("client_credentials needs a client that can authenticate (RFC 6749, section 4.4)");
        }
        return wanted;
    }

    /** RFC 7591, section 2: {@code authorization_code}. A member's client without any address can only act as itself. */
    private GrantType defaultGrant(boolean saysCode) {
        return terms.isMember() && !saysCode && given(asked.redirectUris()).isEmpty()
                ? GrantType.CLIENT_CREDENTIALS
                : GrantType.AUTHORIZATION_CODE;
    }

    private Set<Scope> scopes() {
        var text = asked.scope();
        if (text == null || text.isBlank()) {
            return defaultScopes();
        }
        return Scope.parse(text)
                .filter(terms.scopes()::containsAll)
                .orElseThrow(() -> refused("scope holds a scope that is unknown or not open to this registration"));
    }

    private Set<Scope> defaultScopes() {
        if (!terms.isMember()) {
            return terms.scopes();
        }
        return grants.contains(GrantType.AUTHORIZATION_CODE) ? OF_A_PERSON : Set.of(Scope.READ);
    }

    private List<String> redirectUris() {
        var uris = addresses("redirect_uris", asked.redirectUris());
        if (uris.isEmpty() && grants.contains(GrantType.AUTHORIZATION_CODE)) {
            throw badRedirect("redirect_uris must hold an address to send codes to");
        }
        uris.forEach(uri -> RegisteredUri.problemOfRedirect(uri, isNative).ifPresent(problem -> {
            throw badRedirect("An address of redirect_uris " + problem);
        }));
        return uris;
    }

    private List<String> postLogoutRedirectUris() {
        var uris = addresses("post_logout_redirect_uris", asked.postLogoutRedirectUris());
        uris.forEach(uri -> RegisteredUri.problemOfRedirect(uri, isNative).ifPresent(problem -> {
            throw refused("An address of post_logout_redirect_uris " + problem);
        }));
        return uris;
    }

    private static List<String> addresses(String member, @Nullable List<@Nullable String> list) {
        var given = given(list);
        if (given.size() > MOST_ADDRESSES || given.stream().anyMatch(Objects::isNull)) {
            throw refused(member + " may hold at most " + MOST_ADDRESSES + " addresses");
        }
        return given.stream().map(String::valueOf).distinct().toList();
    }

    private ClientRules rules() {
        return new ClientRules(
                authMethod,
                isNative,
                ofTrusted("first_party", asked.firstParty()),
                requirePkce(),
                resourceServer(),
                oneOf(
                        "id_token_signed_response_alg",
                        asked.idTokenSignedResponseAlg(),
                        ALGORITHMS,
                        ClientRules.DEFAULT_ID_TOKEN_ALG),
                defaultMaxAge(),
                Boolean.TRUE.equals(asked.requireAuthTime()),
                lifetime("access_token_lifetime", asked.accessTokenLifetime(), LONGEST_ACCESS),
                lifetime("refresh_token_lifetime", asked.refreshTokenLifetime(), LONGEST_REFRESH));
    }

    private boolean isPublic() {
        return authMethod.filter(AuthMethod.NONE::equals).isPresent();
    }

    private boolean requirePkce() {
        var wanted = asked.requirePkce();
        if (isPublic()) {
            if (Boolean.FALSE.equals(wanted)) {
                throw refused("A public client always needs PKCE");
            }
            return true;
        }
        if (wanted == null) {
            return terms.pkceByDefault();
        }
        if (!wanted && !terms.mayForgoPkce()) {
            throw refused("require_pkce may not be false in this registration");
        }
        return wanted;
    }

    private boolean resourceServer() {
        if (ofTrusted("resource_server", asked.resourceServer()) && isPublic()) {
            throw refused("A resource server needs to authenticate");
        }
        return Boolean.TRUE.equals(asked.resourceServer());
    }

    private Optional<Duration> defaultMaxAge() {
        return Optional.ofNullable(asked.defaultMaxAge())
                .map(seconds -> checked("default_max_age must be 0 or more", seconds, given -> given >= 0))
                .map(Duration::ofSeconds);
    }

    private Optional<Duration> lifetime(String member, @Nullable Integer seconds, Duration longest) {
        if (seconds == null) {
            return Optional.empty();
        }
        ofTrusted(member, true);
        return Optional.of(checked(
                        member + " must be 1 to " + longest.toSeconds() + " seconds",
                        seconds,
                        given -> given >= 1 && given <= longest.toSeconds()))
                .map(Duration::ofSeconds);
    }

    /** What makes a client one of the tenant's own is for its owners to say. */
    @CanIgnoreReturnValue
    private boolean ofTrusted(String member, @Nullable Boolean wanted) {
        if (Boolean.TRUE.equals(wanted) && !terms.trusted()) {
            throw refused(member + " is for an owner or admin of the tenant to ask for");
        }
        return Boolean.TRUE.equals(wanted);
    }

    /** What a client would rely on and not get is refused rather than left out. */
    private void refuseUnsupported() {
        only("subject_type", asked.subjectType(), Set.of("public"));
        only("request_object_signing_alg", asked.requestObjectSigningAlg(), Set.of("none"));
        only("request_object_encryption_alg", asked.requestObjectEncryptionAlg(), Set.of());
        only("id_token_encrypted_response_alg", asked.idTokenEncryptedResponseAlg(), Set.of());
        only("userinfo_signed_response_alg", asked.userinfoSignedResponseAlg(), Set.of("none"));
        only("userinfo_encrypted_response_alg", asked.userinfoEncryptedResponseAlg(), Set.of());
    }

    private static void only(String member, @Nullable String value, Set<String> known) {
        if (value != null && !known.contains(value)) {
            throw refused(member + (known.isEmpty() ? " is not supported" : " must be " + String.join(" or ", known)));
        }
    }

    private static String oneOf(String member, @Nullable String value, Set<String> known, String otherwise) {
        only(member, value, known);
        return value == null ? otherwise : value;
    }

    private static <T> T checked(String otherwise, T value, Predicate<T> right) {
        if (!right.test(value)) {
            throw refused(otherwise);
        }
        return value;
    }

    private static List<@Nullable String> given(@Nullable List<@Nullable String> list) {
        return list == null ? List.of() : list;
    }

    static OAuthException refused(String why) {
        return new OAuthException(OAuthError.INVALID_CLIENT_METADATA, why);
    }

    private static OAuthException badRedirect(String why) {
        return new OAuthException(OAuthError.INVALID_REDIRECT_URI, why);
    }
}
