package dev.tenantry.feature.audit;

import static dev.tenantry.feature.audit.Finding.Kind.CHAIN_BROKEN;
import static dev.tenantry.feature.audit.Finding.Kind.EVENT_CHANGED;
import static dev.tenantry.feature.audit.Finding.Kind.EVENT_INSERTED;
import static dev.tenantry.feature.audit.Finding.Kind.EVENT_REMOVED;
import static dev.tenantry.feature.audit.Finding.Kind.SEAL_CHANGED;
import static dev.tenantry.feature.audit.Finding.Kind.SEAL_FORGED;
import static dev.tenantry.feature.audit.Finding.Kind.SEAL_OF_UNKNOWN_KEY;
import static dev.tenantry.feature.audit.Finding.Kind.SEAL_REMOVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.platform.config.Secret;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever owns the database can do anything to the trail, but nothing to what is sealed that verification does not find. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperingTest {
    private static final String COLUMNS =
            "id, cluster, xact, at, action, times, actor_kind, actor_id, actor_name, client_id, object_type, object_id,"
                    + " changes, request_id, address";
    private TestServer server;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private TrailUnderTest trail(String slug) {
        return new TrailUnderTest(server, slug).sealed(3, 3);
    }

    private static Finding.Kind only(TrailUnderTest trail, String event) {
        assertThat(trail.report().findings())
                .singleElement()
                .extracting(Finding::event)
                .isEqualTo(Optional.of(UUID.fromString(event)));
        return trail.kinds().get(0);
    }

    @Test
    void verifyWhenNothingWasTouchedThenNothingIsFound() {
        var trail = trail("untouched");
        assertThat(trail.report().findings()).isEmpty();
        assertThat(trail.report().sealedEvents()).isGreaterThanOrEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "changes = '{\"what\": \"nothing\"}'",
                "actor_kind = 'person'",
                "actor_name = 'somebody else'",
                "actor_id = gen_random_uuid()",
                "client_id = gen_random_uuid()",
                "action = 'thing.created'",
                "times = 2",
                "object_type = 'other'",
                "object_id = ''",
                "request_id = 'another'",
                "address = '::1'",
                "at = at + interval '1 microsecond'",
                "xact = xact + 1",
                "cluster = cluster + 1"
            })
    void verifyWhenAnyValueIsChangedThenTheEventIsFound(String change) {
        var trail = trail("changed-" + Integer.toHexString(change.hashCode()));
        var event = trail.coveredTogether().get(1);
        trail.tamper("UPDATE audit_events SET " + change + " WHERE tenant_id = '$tenant' AND id = '" + event + "'");
        assertThat(trail.report().findings())
                .contains(new Finding(
                        EVENT_CHANGED, trail.report().findings().get(0).seal(), Optional.of(UUID.fromString(event))));
    }

    @Test
    void verifyWhenAnEventInTheMiddleIsRemovedThenItIsFound() {
        var trail = trail("removed");
        var event = trail.coveredTogether().get(1);
        trail.tamper("DELETE FROM audit_events WHERE tenant_id = '$tenant' AND id = '" + event + "'");
        assertThat(only(trail, event)).isEqualTo(EVENT_REMOVED);
    }

    @Test
    void verifyWhenTheNewestSealedEventIsRemovedThenItIsFound() {
        var trail = trail("newest");
        var event = trail.covered(-1).get(trail.covered(-1).size() - 1);
        trail.tamper("DELETE FROM audit_events WHERE tenant_id = '$tenant' AND id = '" + event + "'");
        assertThat(only(trail, event)).isEqualTo(EVENT_REMOVED);
    }

    @Test
    void verifyWhenASealAndItsEventsAreRemovedThenTheGapIsFound() {
        var trail = trail("gap");
        trail.tamper(
                "DELETE FROM audit_events WHERE tenant_id = '$tenant' AND id = ANY (SELECT unnest(event_ids)"
                        + " FROM audit_seals WHERE tenant_id = '$tenant' AND number = 2)",
                "DELETE FROM audit_seals WHERE tenant_id = '$tenant' AND number = 2");
        assertThat(trail.report().findings()).containsExactly(new Finding(SEAL_REMOVED, 2, Optional.empty()));
    }

    @Test
    void verifyWhenTheFirstSealsAreRemovedThenTheGapIsFound() {
        var trail = trail("beginning");
        trail.tamper("DELETE FROM audit_seals WHERE tenant_id = '$tenant' AND number <= 2");
        assertThat(trail.report().findings()).containsExactly(new Finding(SEAL_REMOVED, 1, Optional.empty()));
    }

    @Test
    void verifyWhenAnEventIsInsertedIntoTheSealedPastThenItIsFound() {
        var trail = trail("inserted");
        var like = trail.coveredTogether().get(1);
        trail.tamper("INSERT INTO audit_events (tenant_id, " + COLUMNS + ") SELECT tenant_id, "
                + COLUMNS.replaceFirst("id,", "'00000000-0000-7000-8000-000000000001',")
                + " FROM audit_events WHERE tenant_id = '$tenant' AND id = '" + like + "'");
        assertThat(only(trail, "00000000-0000-7000-8000-000000000001")).isEqualTo(EVENT_INSERTED);
    }

    @Test
    void verifyWhenTwoEventsChangePlacesThenBothAreFound() {
        var trail = trail("reordered");
        var one = trail.coveredTogether().get(0);
        var other = trail.coveredTogether().get(1);
        var spare = UUID.randomUUID().toString();
        trail.tamper(renamed(one, spare), renamed(other, one), renamed(spare, other));
        assertThat(trail.kinds()).containsOnly(EVENT_CHANGED).hasSize(2);
    }

    private static String renamed(String from, String to) {
        return "UPDATE audit_events SET id = '" + to + "' WHERE tenant_id = '$tenant' AND id = '" + from + "'";
    }

    @Test
    void verifyWhenASealListsItsEventsInAnotherOrderThenItIsFound() {
        var trail = trail("relisted");
        trail.tamper("UPDATE audit_seals SET event_ids = ARRAY(SELECT id FROM unnest(event_ids)"
                + " WITH ORDINALITY AS listed (id, place) ORDER BY place DESC)"
                + " WHERE tenant_id = '$tenant' AND cardinality(event_ids) > 1");
        assertThat(trail.kinds()).contains(SEAL_FORGED, EVENT_CHANGED);
    }

    @Test
    void verifyWhenAnEventIsStruckFromItsSealThenItIsFound() {
        var trail = trail("struck");
        var event = trail.coveredTogether().get(1);
        trail.tamper(
                "DELETE FROM audit_events WHERE tenant_id = '$tenant' AND id = '" + event + "'",
                "UPDATE audit_seals SET event_ids = array_remove(event_ids, '" + event + "'),"
                        + " digests = substring(digests from 33) WHERE tenant_id = '$tenant' AND '" + event
                        + "' = ANY (event_ids)");
        assertThat(trail.kinds()).contains(SEAL_CHANGED, SEAL_FORGED);
    }

    /** Everything fits together again but the signatures. */
    @Test
    void verifyWhenTheWholeChainIsMadeAnewWithoutTheKeyThenEverySealIsFound() {
        var trail = trail("rechained");
        trail.tamper("UPDATE audit_events SET actor_name = 'nobody' WHERE tenant_id = '$tenant'");
        var wrong = new SealKey(new Secret("what somebody has guessed"));
        var right = new SealKey(TrailUnderTest.SECRET);
        var sql = trail.database.of(trail.tenant);
        var previous = Seal.nothing();
        var seals = Await.result(new SealRepository().after(sql, 0, 1_000));
        for (var seal : seals) {
            var events = Await.result(new EventRepository()
                    .byIds(sql, seal.events())
                    .map(found -> seal.events().stream()
                            .map(id -> found.stream()
                                    .filter(event -> event.id().equals(id))
                                    .findFirst()
                                    .orElseThrow())
                            .toList()));
            var forged = Seal.over(trail.tenant.id(), seal.number(), previous, seal.sealedAt(), events, wrong);
            previous = forged.head();
            trail.tamper("UPDATE audit_seals SET digests = %s, previous = %s, head = %s, mac = %s, key_id = '%s'"
                            .formatted(
                                    bytes(forged.digests()),
                                    bytes(forged.previous()),
                                    bytes(forged.head()),
                                    bytes(forged.mac()),
                                    right.id())
                    + " WHERE tenant_id = '$tenant' AND number = " + seal.number());
        }
        assertThat(trail.kinds()).containsOnly(SEAL_FORGED).hasSameSizeAs(seals);
    }

    private static String bytes(Buffer value) {
        return "'\\x" + HexFormat.of().formatHex(value.getBytes()) + "'";
    }

    @Test
    void verifyWhenEventsAndSealsOfAnotherTenantAreCopiedThenTheyAreFound() {
        var other = trail("copied-from");
        var trail = trail("copied-to");
        // The server seals as well: one of them may have more seals than the other.
        var last = trail.look("SELECT min(last) FROM (SELECT max(number) AS last FROM audit_seals WHERE tenant_id IN"
                        + " ('$tenant', '" + other.tenant.id().value() + "') GROUP BY tenant_id) of_each")
                .get(0);
        var sameNumber = " WHERE tenant_id = '" + other.tenant.id().value() + "' AND number = " + last;
        trail.tamper(
                "DELETE FROM audit_seals WHERE tenant_id = '$tenant' AND number >= " + last,
                "INSERT INTO audit_events (tenant_id, " + COLUMNS + ") SELECT '$tenant', " + COLUMNS
                        + " FROM audit_events WHERE tenant_id = '"
                        + other.tenant.id().value()
                        + "' AND id = ANY (SELECT unnest(event_ids) FROM audit_seals" + sameNumber + ")",
                "INSERT INTO audit_seals SELECT '$tenant', number, sealed_at, cluster, last_xact, event_ids, digests,"
                        + " previous, head, key_id, mac FROM audit_seals" + sameNumber);
        assertThat(trail.kinds()).contains(SEAL_FORGED, CHAIN_BROKEN, EVENT_CHANGED);
    }

    @Test
    void verifyWhenTheKeyHasChangedThenOldSealsNeedTheFormerOne() {
        var trail = trail("rekeyed");
        var next = new Secret("the secret of another year, long enough");
        assertThat(trail.report(next).findings()).extracting(Finding::kind).containsOnly(SEAL_OF_UNKNOWN_KEY);
        assertThat(trail.report(next, TrailUnderTest.SECRET).findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_events SET action = action",
                "DELETE FROM audit_events",
                "TRUNCATE audit_events",
                "UPDATE audit_seals SET number = number",
                "DELETE FROM audit_seals",
                "TRUNCATE audit_seals",
                "SELECT 1 FROM audit_events FOR UPDATE"
            })
    void changeWhenTheApplicationsRoleTriesThenItHasNoRightTo(String statement) {
        assertThatThrownBy(() -> TestPostgres.execute(server.interior().application(), statement))
                .hasStackTraceContaining("permission denied");
    }
}
