package dev.tenantry.feature.oauth.client;

/** Where a client's people may be sent. */
public final class RedirectUris {

    private RedirectUris() {}

    /** Whether the client has registered that address for its codes; byte for byte (RFC 9700, section 2.1). */
    public static boolean isRegistered(Client client, String redirectUri) {
        return client.redirectUris().contains(redirectUri);
    }
}
