package dev.tenantry.frontend.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.platform.config.FrontendConfig;
import dev.tenantry.platform.config.Listener;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.Browser;
import dev.tenantry.testing.Ports;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A session that is used for longer than its access token lasts. */
@ExtendWith(VertxExtension.class)
class SignInsTest {

    /** The pages' own clock; the server keeps the real one. */
    private static final class MovingClock extends Clock {
        private Duration ahead = Duration.ZERO;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }
    }

    @Test
    void useWhenTheAccessTokenIsAboutToExpireThenItIsRenewedOnceForAllWhoWait(Vertx vertx) {
        var apiPort = String.valueOf(Ports.free());
        var issuer = URI.create("http://127.0.0.1:" + apiPort);
        var home = URI.create("http://127.0.0.1:1");
        var clock = new MovingClock();
        try (var server = TestServer.start(
                vertx,
                Map.of("API_PORT", apiPort, "OAUTH2_ISSUER", issuer.toString(), "FRONTEND_URL", home.toString()))) {
            var acme = server.tenant("acme");
            var signIns = new SignIns(
                    vertx,
                    new FrontendConfig(new Listener("127.0.0.1", 1), home, issuer, issuer, Optional.empty()),
                    clock);
            var away = Await.result(signIns.begin("acme"));
            var back = Browser.told(Browser.signedIn(acme)
                    .get(away.location().substring(issuer.toString().length())));
            var answer = new SignIns.Answer(
                    back.getOrDefault("state", ""), back.getOrDefault("iss", ""), back.getOrDefault("code", ""), "");
            var signedIn = Await.result(signIns.finish(carrying(away), answer));
            var session = signIns.session(carrying(signedIn)).orElseThrow();
            var first = Await.result(signIns.account(session));
            var unchanged = Await.result(signIns.account(session));
            assertThat(unchanged.accessUntil()).isEqualTo(first.accessUntil());
            assertThat(session.tokens().toString())
                    .doesNotContain("eyJ", "tnr_")
                    .contains("***");

            // A refresh token that was shown twice would end the session.
            clock.ahead = Duration.ofSeconds(14 * 60 + 45);
            var both = Await.result(Future.all(signIns.account(session), signIns.account(session)));
            assertThat(both.<Account>resultAt(0).accessUntil()).isAfter(first.accessUntil());
            assertThat(both.<Account>resultAt(1).accessUntil())
                    .isEqualTo(both.<Account>resultAt(0).accessUntil());
            assertThat(both.<Account>resultAt(0).endsAt()).isEqualTo(first.endsAt());
            clock.ahead = Duration.ofMinutes(40);
            assertThat(Await.result(signIns.account(session)).username()).isEqualTo("admin");

            var over = Await.result(signIns.end(session));
            assertThat(over.location()).startsWith(issuer + "/tenants/acme/oauth/end_session?");
            assertThat(signIns.session(carrying(signedIn))).isEmpty();
            clock.ahead = Duration.ofMinutes(80);
            assertThatThrownBy(() -> Await.result(signIns.account(session)))
                    .as("its refresh token is dead at the server")
                    .hasMessage("Your session has ended");
        }
    }

    private static MultiMap carrying(SignIns.Departure departure) {
        return MultiMap.caseInsensitiveMultiMap()
                .add("Cookie", departure.cookies().get(0).split(";", 2)[0]);
    }
}
