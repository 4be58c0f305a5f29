package dev.tenantry.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.app.Interior;
import dev.tenantry.proof.IsolationProof.Target;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class IsolationProofTest {
    static Report prove(Vertx vertx, TestServer server, Interior interior) {
        var target = new Target(URI.create("http://127.0.0.1:" + server.http().port()), "localhost", true);
        return Await.result(IsolationProof.run(vertx, interior, target));
    }

    @Test
    void reportsNoLeakOfAnyRouteOrTableWhenNothingIsWrong(Vertx vertx) {
        try (var server = TestServer.start(vertx, Map.of())) {
            var report = prove(vertx, server, server.interior());
            System.out.println(report.text());
            assertThat(report.leaks()).isEmpty();
        }
    }
}
