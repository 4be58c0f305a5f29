package dev.tenantry.app.wiring;

import dev.tenantry.feature.audit.AllTenants;
import dev.tenantry.feature.audit.AuditFeature;
import dev.tenantry.feature.audit.Sealer;
import dev.tenantry.feature.audit.TrailCheck;
import dev.tenantry.feature.audit.Verification;
import dev.tenantry.feature.tenant.Tenants;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.feature.Feature;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantSlug;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The audit trail: read, sealed and verified. */
public final class AuditWiring {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private final Sealer sealer;
    private final Ground ground;
    private final AllTenants tenants;

    public AuditWiring(Ground ground, Tenants known) {
        this.ground = ground;
        tenants = new AllTenants() {
            @Override
            public Future<List<TenantContext>> before(UUID id, int most) {
                return known.contexts(id, most);
            }

            @Override
            public Future<Optional<TenantContext>> find(TenantSlug slug) {
                return known.bySlug(slug);
            }
        };
        sealer = new Sealer(ground.tenantTables(), tenants, ground.config().secretKey());
        ground.trail().listen(sealer::touched);
    }

    public List<Feature> features() {
        return List.of(new AuditFeature());
    }

    /** Writes what has been counted and seals what has been written, and looks after what other nodes have left behind. */
    public List<Chore> chores() {
        return List.of(
                Chore.sometime(SECOND, this::writeAndSeal, "The audit trail cannot be brought up to date")
                        .andAtEnd(this::writeAndSeal),
                Chore.sometime(SECOND, sealer::walk, "The audit trail of other nodes cannot be looked after"));
    }

    private Future<Void> writeAndSeal() {
        return ground.tally().flush().eventually(sealer::sealTouched);
    }

    /**
     * @param former what {@code SECRET_KEY} was before
     * @param told takes the lines for people to read
     */
    public TrailCheck check(List<Secret> former, Consumer<String> told) {
        var verification =
                new Verification(ground.tenantTables(), ground.config().secretKey(), former);
        return new TrailCheck(ground.vertx(), ground.tenantTables(), tenants, verification, told);
    }
}
