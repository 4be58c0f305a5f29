package dev.tenantry.feature.access.key;

import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.TenantCall;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.sql.ControlDatabase;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The API keys of whoever asks, and of everybody for whoever manages them. */
public final class ApiKeyRoutes {
    private static final String KEYS = "/api/v1/api-keys";
    private final ControlDatabase control;
    private final ApiKeys keys;

    public ApiKeyRoutes(ControlDatabase control, ApiKeys keys) {
        this.control = control;
        this.keys = keys;
    }

    public void contribute(Contribution contribution) {
        var to = contribution.through(control::of).inBrowser();
        to.declare(ApiKeys.MANAGE);
        to.get(KEYS, ApiKeys.READ, Answer.page(Listed.class, "API keys, newest first"), this::list);
        to.post(
                KEYS,
                ApiKeys.WRITE,
                KeyInput.class,
                Answer.created(Given.class, "A new API key, shown this once"),
                this::make);
        to.delete(KEYS + "/{id}", ApiKeys.END, Answer.done("Ends an API key for good"), this::delete);
    }

    private Future<Reply> list(TenantCall<Nothing> call) {
        var wanted = call.page();
        return keys.page(call.sql(), call.principal(), wanted)
                .map(rows -> rows.stream().map(Listed::of).toList())
                .map(rows -> Reply.ok(Page.of(rows, wanted, Listed::id)));
    }

    private Future<Reply> make(TenantCall<KeyInput> call) {
        return keys.make(call.sql(), call.tenant(), call.principal(), call.body())
                .map(made -> {
                    var key = made.key();
                    call.happened(Happening.of("apikey.created", key.id())
                            .with("name", key.name())
                            .with("scope", Scope.format(key.scopes()))
                            .with("expires_at", key.expiresAt().toString()));
                    return Reply.created(new Given(
                                    key.id(),
                                    made.secret().reveal(),
                                    key.name(),
                                    Scope.format(key.scopes()),
                                    key.createdAt(),
                                    key.expiresAt()))
                            .with("Location", KEYS + "/" + key.id());
                });
    }

    private Future<Reply> delete(TenantCall<Nothing> call) {
        return keys.delete(call.sql(), call.tenant(), call.principal(), call.id("id"))
                .map(key -> {
                    call.happened(Happening.of("apikey.deleted", key.id())
                            .with("name", key.name())
                            .with("person_id", key.person().value()));
                    return Reply.done();
                });
    }

    /** {@code api_key} is shown this once. */
    record Given(UUID id, String apiKey, String name, String scope, Instant createdAt, Instant expiresAt) {
        @Override
        public String toString() {
            return "Given[" + id + "]";
        }
    }

    record Listed(
            UUID id,
            UUID personId,
            String username,
            String name,
            String scope,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt) {

        static Listed of(ApiKey key) {
            return new Listed(
                    key.id(),
                    key.person().value(),
                    key.username(),
                    key.name(),
                    Scope.format(key.scopes()),
                    key.createdAt(),
                    key.expiresAt(),
                    key.lastUsedAt().orElse(null));
        }
    }
}
