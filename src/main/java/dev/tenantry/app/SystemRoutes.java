package dev.tenantry.app;

import dev.tenantry.platform.config.AppEnvironment;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.ErrorResponse;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.RequestBody;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import dev.tenantry.platform.sql.ControlDatabase;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the process is: alive ({@code /ping}), fit to serve ({@code /health}), and in some words ({@code /status}). */
final class SystemRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(SystemRoutes.class);
    private static final String DOWN = "down";
    private final ControlDatabase database;
    private final AppEnvironment environment;
    private final Instant started = Instant.now();

    SystemRoutes(ControlDatabase database, AppEnvironment environment) {
        this.database = database;
        this.environment = environment;
    }

    void contribute(Contribution to) {
        to.route(new Route<>(
                HttpMethod.GET,
                "/ping",
                new Access.Everyone(),
                RequestBody.NONE,
                Answer.one(Pong.class, "Whether the process is alive"),
                Route.now(call -> Reply.ok(new Pong("pong")))));
        to.route(new Route<>(
                HttpMethod.GET,
                "/health",
                new Access.Everyone(),
                RequestBody.NONE,
                Answer.one(Health.class, "Whether it is fit to serve; 503 when it is not"),
                this::health));
        to.route(new Route<>(
                HttpMethod.GET,
                "/status",
                new Access.Everyone(),
                RequestBody.NONE,
                Answer.one(Status.class, "What runs here"),
                this::status));
    }

    /** 200 when requests can be served, 503 when the database does not answer. A busy one still does. */
    private Future<Reply> health(Call<Nothing> call) {
        return databaseState().map(state -> {
            var down = state.equals(DOWN);
            var report = new Health(down ? "unhealthy" : "healthy", Map.of("database", state));
            return down
                    ? ErrorResponse.render(new AppException(ErrorCode.UNAVAILABLE), call.requestId(), report)
                    : Reply.ok(report);
        });
    }

    private Future<Reply> status(Call<Nothing> call) {
        return databaseState()
                .map(state -> Reply.ok(new Status(
                        "Tenantry",
                        Application.version(),
                        environment.wire(),
                        Duration.between(started, Instant.now()).toSeconds(),
                        Map.of("database", state))));
    }

    private Future<String> databaseState() {
        return database.ping()
                .map("up")
                .onFailure(failure -> LOG.warn("The database does not answer: {}", failure.toString()))
                .otherwise(failure ->
                        failure instanceof AppException known && known.code() == ErrorCode.OVERLOADED ? "busy" : DOWN);
    }

    record Pong(String message) {}

    record Health(String status, Map<String, String> checks) {}

    record Status(String name, String version, String environment, long uptimeSeconds, Map<String, String> checks) {}
}
