package dev.tenantry.proof;

import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.tenancy.TenantContext;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A tenant made for the proof, with everything its people have to show.
 *
 * @param cookie the owner's browser session, as a Cookie header has it
 * @param token the owner's, with every scope
 * @param firstPartyRefreshToken of {@code POST /api/auth/login}, which bodies of JSON hold
 * @param viewerToken of a member with the least role, with every scope
 * @param managed a client that registered itself
 * @param narrowTokens the owner's, each with the one scope it is under
 */
record Throwaway(
        TenantContext tenant,
        String owner,
        String password,
        String cookie,
        String clientId,
        String clientSecret,
        String token,
        String refreshToken,
        String firstPartyRefreshToken,
        String viewerToken,
        Managed managed,
        Map<Scope, String> narrowTokens) {

    /**
     * A client that manages itself.
     *
     * @param token its registration access token
     * @param initialToken what lets another one in
     */
    record Managed(String id, String token, String initialToken) {}

    String slug() {
        return tenant.slug().value();
    }

    UUID id() {
        return tenant.id().value();
    }

    /** A token of the owner that has another scope than this one. */
    String tokenWithout(Scope scope) {
        return narrowTokens.entrySet().stream()
                .filter(token -> token.getKey() != scope)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    String cookieName() {
        return cookie.substring(0, cookie.indexOf('=') + 1);
    }

    /** What the cookie holds. */
    String session() {
        return cookie.substring(cookieName().length());
    }

    List<String> secrets() {
        return List.of(
                password,
                session(),
                clientSecret,
                token,
                refreshToken,
                firstPartyRefreshToken,
                viewerToken,
                managed.token,
                managed.initialToken);
    }

    /** What a field of this name would be filled with by somebody of the tenant; empty for any other. */
    String credential(String field) {
        return switch (field) {
            case "username" -> owner;
            case "password", "current_password", "new_password" -> password;
            case "client_id" -> clientId;
            case "client_secret" -> clientSecret;
            case "refresh_token" -> firstPartyRefreshToken;
            case "role" -> Role.VIEWER.wire();
            case "domain" -> slug() + ".prove.example";
            default -> "";
        };
    }

    @Override
    public String toString() {
        return slug();
    }
}
