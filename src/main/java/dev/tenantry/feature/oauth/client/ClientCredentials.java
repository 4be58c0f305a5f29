package dev.tenantry.feature.oauth.client;

import dev.tenantry.feature.oauth.protocol.Form;
import dev.tenantry.feature.oauth.protocol.OAuthError;
import dev.tenantry.feature.oauth.protocol.OAuthException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** How a client proves itself (RFC 6749, section 2.3.1): HTTP Basic or parameters, never both. */
public record ClientCredentials(String clientId, String clientSecret) {
    private static final String BASIC = "basic ";

    public static ClientCredentials of(MultiMap headers, Form form) {
        var authorization = headers.getAll(HttpHeaders.AUTHORIZATION);
        if (authorization.isEmpty()) {
            return new ClientCredentials(
                    form.get("client_id").orElseThrow(ClientCredentials::unknown),
                    form.get("client_secret").orElseThrow(ClientCredentials::unknown));
        }
        var header = authorization.get(0);
        if (authorization.size() > 1 || !header.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            throw unknown();
        }
        var basic = decoded(header.substring(BASIC.length()).strip());
        if (form.get("client_secret").isPresent()
                || form.get("client_id")
                        .filter(id -> !id.equals(basic.clientId()))
                        .isPresent()) {
            throw new OAuthException(OAuthError.INVALID_REQUEST, "Authenticate the client in one way only");
        }
        return basic;
    }

    private static ClientCredentials decoded(String base64) {
        try {
            var text = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            var colon = text.indexOf(':');
            if (colon > 0) {
                return new ClientCredentials(
                        URLDecoder.decode(text.substring(0, colon), StandardCharsets.UTF_8),
                        URLDecoder.decode(text.substring(colon + 1), StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException e) {
            // answered as any client that cannot prove itself
        }
        throw unknown();
    }

    static OAuthException unknown() {
        return new OAuthException(OAuthError.INVALID_CLIENT, "The client could not be authenticated");
    }

    @Override
    public String toString() {
        return "ClientCredentials[" + clientId + "]";
    }
}
