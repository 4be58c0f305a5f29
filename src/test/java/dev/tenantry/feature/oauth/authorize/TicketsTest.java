package dev.tenantry.feature.oauth.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.feature.oauth.authorize.Ticket.Kind;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.tenancy.Placement;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantId;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.platform.tenancy.TenantStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A ticket is good for one step, one tenant, one bearer and ten minutes. */
class TicketsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final UUID ID = UUID.randomUUID();
    private final TenantContext acme = tenant("acme");
    private final Tickets tickets = at(Duration.ZERO, "a secret");
    private final String written = tickets.write(acme, Kind.CONSENT, ID, "session 1", "a=b&c=d\nx");

    private static Tickets at(Duration later, String secret) {
        return new Tickets(new Secret(secret), Clock.fixed(NOW.plus(later), ZoneOffset.UTC));
    }

    private static TenantContext tenant(String slug) {
        return new TenantContext(
                new TenantId(UUID.randomUUID()),
                new TenantSlug(slug),
                TenantStatus.ACTIVE,
                new Placement.SharedTables(),
                "free");
    }

    @Test
    void readsWhatWasWrittenWhenAllIsAsItWas() {
        assertThat(tickets.read(acme, Kind.CONSENT, written)).hasValueSatisfying(ticket -> {
            assertThat(ticket.id()).isEqualTo(ID);
            assertThat(ticket.content()).isEqualTo("a=b&c=d\nx");
            assertThat(tickets.isGood(ticket, "session 1")).isTrue();
            assertThat(tickets.isGood(ticket, "session 2")).as("another bearer").isFalse();
            assertThat(at(Duration.ofMinutes(10), "a secret").isGood(ticket, "session 1"))
                    .as("ten minutes later")
                    .isFalse();
        });
    }

    @Test
    void readsNothingWhenItIsOfAnotherStepTenantOrInstallation() {
        for (var kind : Kind.values()) {
            assertThat(tickets.read(acme, kind, written).isPresent()).isEqualTo(kind == Kind.CONSENT);
        }
        assertThat(tickets.read(tenant("acme"), Kind.CONSENT, written)).isEmpty();
        assertThat(at(Duration.ZERO, "another secret").read(acme, Kind.CONSENT, written))
                .isEmpty();
    }

    @Test
    void readsNothingWhenOneCharacterIsAnother() {
        for (int i = 0; i < written.length(); i++) {
            var other = written.charAt(i) == 'A' ? 'Q' : 'A';
            var changed = written.substring(0, i) + other + written.substring(i + 1);
            assertThat(tickets.read(acme, Kind.CONSENT, changed)).as(changed).isEmpty();
            assertThat(tickets.read(acme, Kind.CONSENT, written.substring(0, i)))
                    .isEmpty();
        }
        assertThat(tickets.read(acme, Kind.CONSENT, written + "A")).isEmpty();
        assertThat(tickets.read(acme, Kind.CONSENT, "tnt_.")).isEmpty();
        assertThat(tickets.read(acme, Kind.CONSENT, "tnt_ä.ö")).isEmpty();
    }
}
