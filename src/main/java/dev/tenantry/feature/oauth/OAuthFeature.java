package dev.tenantry.feature.oauth;

import dev.tenantry.feature.oauth.authorize.SessionRoutes;
import dev.tenantry.feature.oauth.discovery.DiscoveryRoutes;
import dev.tenantry.feature.oauth.grant.TokenRoutes;
import dev.tenantry.feature.oauth.registration.ClientRoutes;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.Feature;

/** The authorization server: every tenant is an issuer of its own. */
public final class OAuthFeature implements Feature {
    private final TokenRoutes tokens;
    private final ClientRoutes clients;
    private final SessionRoutes sessions;
    private final DiscoveryRoutes discovery;

    public OAuthFeature(TokenRoutes tokens, ClientRoutes clients, SessionRoutes sessions, DiscoveryRoutes discovery) {
        this.tokens = tokens;
        this.clients = clients;
        this.sessions = sessions;
        this.discovery = discovery;
    }

    @Override
    public String name() {
        return "oauth";
    }

    @Override
    public void contribute(Contribution to) {
        tokens.contribute(to);
        clients.contribute(to);
        sessions.contribute(to);
        discovery.contribute(to);
    }
}
