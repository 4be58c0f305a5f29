package dev.tenantry.feature.oauth.client;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a client's people may be sent. */
public final class RedirectUris {
    // Never by name: who answers for localhost is a matter of the resolver (RFC 8252, section 8.3).
    private static final Pattern LOOPBACK =
            Pattern.compile("http://(127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?(?=[/?]|\\z)");

    private RedirectUris() {}

    /**
     * Whether the client has registered that address for its codes: byte for byte (RFC 9700, section 2.1), but for the port
     * of a native client on the loopback, which it gets from its system at the time of the request (RFC 8252, section 7.3).
     */
    public static boolean isRegistered(Client client, String redirectUri) {
        return client.redirectUris().contains(redirectUri)
                || (client.rules().isNative() && isOnAnotherPort(client, redirectUri));
    }

    private static boolean isOnAnotherPort(Client client, String redirectUri) {
        var asked = LOOPBACK.matcher(redirectUri);
        if (!asked.lookingAt() || !isPort(asked.group(2))) {
            return false;
        }
        var withoutPort = withoutPort(redirectUri);
        return client.redirectUris().stream()
                .filter(registered -> LOOPBACK.matcher(registered).lookingAt())
                .anyMatch(registered -> withoutPort(registered).equals(withoutPort));
    }

    private static boolean isPort(@Nullable String text) {
        return text == null || (text.length() > 1 && Integer.parseInt(text.substring(1)) <= 65_535);
    }

    private static String withoutPort(String uri) {
        return LOOPBACK.matcher(uri).replaceFirst("http://$1");
    }
}
