package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.platform.security.Role;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.Http.Request;
import dev.tenantry.testing.TestDns;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Domains of tenants' own: claimed, proved by a real DNS server, and naming the tenant beside every other way. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DomainScenariosTest {
    private static final String DOMAINS = "/tenants/domains";
    private final TestDns dns = new TestDns();
    private TestServer server;
    private TestServer second;
    private Site acme;
    private Site beta;

    /** A tenant and its owner's token. */
    private record Site(TestTenant tenant, String token) {

        Request asking(String method, String path) {
            return tenant.http().request(method, path).tenant(tenant.slug()).bearer(token);
        }

        Answer claim(String domain) {
            return asking("POST", DOMAINS).json(Map.of("domain", domain)).send();
        }

        Answer verify(JsonObject claim) {
            return asking("POST", DOMAINS + "/" + claim.getString("id") + "/verify")
                    .send();
        }

        Answer remove(JsonObject claim) {
            return asking("DELETE", DOMAINS + "/" + claim.getString("id")).send();
        }
    }

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of("DNS_SERVER", dns.address()));
        second = server.another(vertx);
        acme = site("acme");
        beta = site("beta");
        verified(acme, "shop.acme.test.example");
        verified(beta, "beta.example");
    }

    @AfterAll
    void stop() {
        second.close();
        server.close();
        dns.close();
    }

    private Site site(String slug) {
        var tenant = server.tenant(slug);
        return new Site(tenant, tenant.ownerToken("read write profile admin"));
    }

    private JsonObject claimed(Site site, String domain) {
        var answer = site.claim(domain);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.data();
    }

    private void place(JsonObject... claims) {
        var record = claims[0].getJsonObject("record");
        dns.put(
                record.getString("name"),
                Stream.of(claims)
                        .map(claim -> claim.getJsonObject("record").getString("value"))
                        .toArray(String[]::new));
    }

    private JsonObject verified(Site site, String domain) {
        var claim = claimed(site, domain);
        place(claim);
        var answer = site.verify(claim);
        assertThat(answer.data().getString("status")).as("%s", answer).isEqualTo("verified");
        return claim;
    }

    private static Answer info(TestServer node, String host) {
        return node.http().get("/tenants/info").host(host).send();
    }

    /** No request that begins a second after this is called gets the old answer. */
    private static Answer seen(int old, Supplier<Answer> asking) {
        var changed = System.nanoTime();
        while (true) {
            var asked = System.nanoTime();
            var answer = asking.get();
            if (answer.status() != old) {
                return answer;
            }
            assertThat(Duration.ofNanos(asked - changed)).isLessThan(Duration.ofMillis(1_200));
        }
    }

    @Test
    void tellsTheRecordWhenADomainIsClaimedAndWaitsForIt() {
        var claim = claimed(acme, "Waiting.Example");

        assertThat(claim.getString("domain")).isEqualTo("waiting.example");
        assertThat(claim.getString("status")).isEqualTo("pending");
        assertThat(claim.getJsonObject("record").getString("name")).isEqualTo("_tenantry.waiting.example");
        assertThat(claim.getJsonObject("record").getString("value")).matches("tenantry-verification=[A-Za-z0-9_-]{32}");
        assertThat(acme.verify(claim).data().getString("problem")).contains("not there yet");
        dns.put("_tenantry.waiting.example", "tenantry-verification=wrong", "v=spf1 -all");
        assertThat(acme.verify(claim).data().getString("status")).isEqualTo("pending");
        assertThat(info(server, "waiting.example").code()).isEqualTo("tenant_required");
        assertThat(acme.asking("GET", DOMAINS + "/" + claim.getString("id"))
                        .send()
                        .data()
                        .getString("domain"))
                .isEqualTo("waiting.example");
    }

    @Test
    void saysSoWhenDnsDoesNotAnswer() {
        var claim = claimed(acme, "silent.example");
        dns.silent(true);
        try {
            var answer = acme.verify(claim);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.data().getString("status")).isEqualTo("pending");
            assertThat(answer.data().getString("problem")).contains("does not answer");
        } finally {
            dns.silent(false);
        }
    }

    @Test
    void namesTheTenantOnEveryNodeWithinASecondWhenVerifiedAndNobodyWhenRemoved() {
        var claim = claimed(acme, "new.example");
        assertThat(info(second, "new.example").status()).isEqualTo(400);
        place(claim);
        assertThat(acme.verify(claim).data().getString("status")).isEqualTo("verified");

        assertThat(info(server, "NEW.example").data().getString("slug")).isEqualTo("acme");
        assertThat(seen(400, () -> info(second, "new.example")).data().getString("slug"))
                .isEqualTo("acme");

        assertThat(acme.remove(claim).status()).isEqualTo(200);
        assertThat(info(server, "new.example").code()).isEqualTo("tenant_required");
        assertThat(seen(200, () -> info(second, "new.example")).code()).isEqualTo("tenant_required");
        assertThat(acme.remove(claim).status()).isEqualTo(404);
    }

    @Test
    void letsASignedInPersonInByTheDomainAloneWhenItIsVerified() {
        var answer = server.http()
                .get("/api/protected")
                .host("shop.acme.test.example")
                .bearer(acme.token)
                .send();
        assertThat(answer.data().getString("tenant")).isEqualTo("acme");
        assertThat(server.http()
                        .get("/api/protected")
                        .host("shop.acme.test.example")
                        .bearer(beta.token)
                        .send()
                        .status())
                .isEqualTo(401);
    }

    /** A way to name a tenant, and whom it names. */
    record Named(String how, String whom) {
        static final Named NOBODY = new Named("", "");
    }

    static Stream<List<Named>> everyCombination() {
        var headers = List.of(Named.NOBODY, new Named("header", "acme"), new Named("header", "beta"));
        var hosts = List.of(
                Named.NOBODY,
                new Named("acme.localhost", "acme"),
                new Named("beta.localhost", "beta"),
                new Named("shop.acme.test.example", "acme"),
                new Named("shop.acme.test.example.", "acme"),
                new Named("beta.example", "beta"),
                new Named("nobody.example", ""),
                new Named("www.localhost", ""));
        var paths = List.of(Named.NOBODY, new Named("path", "acme"), new Named("path", "beta"));
        return headers.stream()
                .flatMap(header ->
                        hosts.stream().flatMap(host -> paths.stream().map(path -> List.of(header, host, path))));
    }

    @ParameterizedTest
    @MethodSource("everyCombination")
    void resolveWhenNamedInThisWayThenAllWaysAgreeOrItIsRefused(List<Named> ways) {
        var path = ways.get(2).whom();
        var request = server.http().get(path.isEmpty() ? "/tenants/info" : "/tenants/" + path + "/info");
        if (!ways.get(0).whom().isEmpty()) {
            request.tenant(ways.get(0).whom());
        }
        if (!ways.get(1).how().isEmpty()) {
            request.host(ways.get(1).how());
        }
        var named = new LinkedHashSet<>(
                ways.stream().map(Named::whom).filter(whom -> !whom.isEmpty()).toList());

        var answer = request.send();

        if (named.size() == 1) {
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            assertThat(answer.data().getString("slug"))
                    .isEqualTo(named.iterator().next());
        } else {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo(named.isEmpty() ? "tenant_required" : "tenant_conflict");
        }
    }

    @Test
    void refusesTwoHeadersWhenTheyDisagreeAlsoOnADomain() {
        assertThat(server.http()
                        .get("/tenants/info")
                        .host("beta.example")
                        .tenant("beta")
                        .tenant("acme")
                        .send()
                        .code())
                .isEqualTo("tenant_conflict");
    }

    @Test
    void givesTheDomainToTheOneWhoseRecordIsThereWhenTwoClaimIt() {
        var first = verified(acme, "wanted.example");
        var other = claimed(beta, "wanted.example");
        assertThat(beta.verify(other).data().getString("status")).isEqualTo("pending");

        place(first, other);
        assertThat(beta.verify(other).code()).isEqualTo("conflict");
        assertThat(info(server, "wanted.example").data().getString("slug")).isEqualTo("acme");

        place(other);
        assertThat(beta.verify(other).data().getString("status")).isEqualTo("verified");
        assertThat(info(server, "wanted.example").data().getString("slug")).isEqualTo("beta");
        assertThat(seen(400, () -> info(second, "wanted.example")).data().getString("slug"))
                .isEqualTo("beta");
        assertThat(acme.asking("GET", DOMAINS + "/" + first.getString("id"))
                        .send()
                        .data()
                        .getString("status"))
                .isEqualTo("pending");
        assertThat(actions("acme")).contains("domain.claimed", "domain.verified", "domain.lost");
    }

    private List<String> actions(String slug) {
        return TestPostgres.query(
                        server.database(),
                        "SELECT action FROM audit_events e JOIN tenants t ON t.id = e.tenant_id WHERE t.slug = '" + slug
                                + "'")
                .stream()
                .map(row -> row.get("action"))
                .toList();
    }

    @Test
    void losesTheDomainWhenItsRecordIsNotFoundForThreeDays(Vertx vertx) {
        var claim = verified(acme, "gone.example");
        var kept = verified(acme, "kept.example");
        dns.put(claim.getJsonObject("record").getString("name"));
        TestPostgres.execute(
                server.database(),
                "UPDATE verified_domains SET checked_at = now() - interval '2 days', failures = 2"
                        + " WHERE domain IN ('gone.example', 'kept.example')");

        try (var later = server.another(vertx)) {
            Await.until("it is lost", () -> info(server, "gone.example").status() == 400);
            assertThat(info(later, "kept.example").status()).isEqualTo(200);
        }
        assertThat(acme.verify(kept).data().getString("status")).isEqualTo("verified");
        assertThat(actions("acme")).contains("domain.lost");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example",
                "localhost",
                "acme.localhost",
                "127.0.0.1",
                "[::1]",
                "::1",
                "1.2.3.4.5",
                "a b.example",
                "a_b.example",
                "-a.example",
                "a-.example",
                "a..example",
                ".example.com",
                "example.com.",
                "*.example.com",
                "https://example.com",
                "example.com:80",
                "bücher.example",
                "printer.local",
                "x.y.internal",
                "4.3.2.1.in-addr.arpa",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example"
            })
    void refuseWhenItIsNoDomainThatATenantCanHaveThenWithAReason(String domain) {
        var answer = acme.claim(domain);
        assertThat(answer.code()).as("%s", answer).isEqualTo("invalid_input");
        assertThat(answer.wrongFields()).containsExactly("domain");
    }

    @Test
    void refusesWhenItIsClaimedTwiceByOneTenant() {
        var claim = claimed(acme, "xn--bcher-kva.example");
        assertThat(acme.claim("XN--bcher-kva.example").code()).isEqualTo("conflict");
        assertThat(acme.remove(claim).status()).isEqualTo(200);
    }

    @Test
    void refusesWhoMayNotOrWhatIsNotTheirs() {
        var claim = claimed(acme, "own.example");
        var user = server.memberToken(acme.tenant, "just-a-user", Role.USER);
        for (var route : List.of("GET ", "POST ", "GET /{id}", "DELETE /{id}", "POST /{id}/verify")) {
            var method = route.split(" ")[0];
            var path = DOMAINS + route.substring(method.length() + 1);
            var request = (Supplier<Request>) () -> server.http()
                    .request(method, path.replace("{id}", claim.getString("id")))
                    .json(Map.of("domain", "another.example"));

            assertThat(request.get().tenant("acme").bearer(user).send().code())
                    .as(route)
                    .isEqualTo("permission_denied");
            assertThat(request.get().tenant("acme").bearer(beta.token).send().status())
                    .as(route)
                    .isEqualTo(401);
            assertThat(request.get().tenant("acme").send().status()).as(route).isEqualTo(401);
            if (route.contains("{id}")) {
                assertThat(request.get()
                                .tenant("beta")
                                .bearer(beta.token)
                                .send()
                                .status())
                        .as(route)
                        .isEqualTo(404);
                assertThat(beta.asking(
                                        method,
                                        path.replace("{id}", UUID.randomUUID().toString()))
                                .send()
                                .status())
                        .as(route)
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void refusesWhenATenantHasClaimedAsManyAsItMay() {
        var many = site("many");
        for (int i = 0; i < 20; i++) {
            claimed(many, "d" + i + ".example");
        }
        assertThat(many.claim("d20.example").code()).isEqualTo("plan_limit");
        var page = many.asking("GET", DOMAINS + "?limit=15").send().data();
        var rest = many.asking("GET", DOMAINS + "?limit=15&cursor=" + page.getString("next_cursor"))
                .send()
                .data();
        assertThat(page.getJsonArray("items")).hasSize(15);
        assertThat(rest.getJsonArray("items")).hasSize(5);
    }
}
