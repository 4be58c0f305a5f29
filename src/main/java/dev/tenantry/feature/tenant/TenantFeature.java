package dev.tenantry.feature.tenant;

import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.Feature;
import dev.tenantry.platform.sql.ControlDatabase;

/** Tenants, their settings and domains, and those who look after all of them. */
public final class TenantFeature implements Feature {
    private final ControlDatabase control;
    private final TenantRoutes tenants;
    private final DomainRoutes domains;
    private final OperatorRoutes operators;

    public TenantFeature(
            ControlDatabase control, TenantRoutes tenants, DomainRoutes domains, OperatorRoutes operators) {
        this.control = control;
        this.tenants = tenants;
        this.domains = domains;
        this.operators = operators;
    }

    @Override
    public String name() {
        return "tenant";
    }

    @Override
    public void contribute(Contribution to) {
        var ofControl = to.through(control::of).inBrowser();
        tenants.contribute(ofControl);
        domains.contribute(ofControl);
        operators.contribute(ofControl);
    }
}
