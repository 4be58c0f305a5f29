package dev.tenantry.feature.identity;

import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.Feature;

/** People, credentials and browser sessions. It has tables and use cases; the routes to them belong to access and oauth. */
public final class IdentityFeature implements Feature {

    @Override
    public String name() {
        return "identity";
    }

    @Override
    public void contribute(Contribution to) {}
}
