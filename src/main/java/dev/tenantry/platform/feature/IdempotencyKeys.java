package dev.tenantry.platform.feature;

import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.error.ErrorDetail;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Json;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.security.Seal;
import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A request that comes again with its {@code Idempotency-Key} is not done again: it gets the answer of the first time
 * (draft-ietf-httpapi-idempotency-key-header-07). The key is kept in the transaction of the change, so that a request that
 * failed has left none, and one that comes meanwhile waits. Each principal has keys of its own.
 */
public final class IdempotencyKeys {
    private static final String HEADER = "Idempotency-Key";

    /** Says of an answer that it is the one of before: nothing was done again. */
    private static final String REPLAYED = "Idempotency-Replayed";

    private static final Pattern SHAPE = Pattern.compile("[\\x20-\\x7e]{1,255}");
    private static final String SLUG = Route.SLUG.replaceAll("[{}]", "");
    private final IdempotencyRepository rows = new IdempotencyRepository();
    private final Secret secretKey;
    private final Seal seal;

    /** @param secretKey answers may hold secrets that are shown once, so they are encrypted with a key of it */
    public IdempotencyKeys(Secret secretKey) {
        this.secretKey = secretKey;
        this.seal = new Seal(secretKey, "encryption of answers to requests with an idempotency key");
    }

    /** One use of a key: by whom, and for what. */
    private record Use(UUID principal, Buffer keyHash, Buffer fingerprint, String place) {}

    /** An answer as it is kept; the body is Base64. */
    record Kept(int status, List<Line> headers, String body) {
        record Line(String name, String value) {}

        static Kept of(Reply reply) {
            return new Kept(
                    reply.status(),
                    reply.headers().stream()
                            .map(header -> new Line(header.getKey(), header.getValue()))
                            .toList(),
                    Base64.getEncoder().encodeToString(reply.body().getBytes()));
        }

        Reply reply() {
            return new Reply(
                    status,
                    headers.stream()
                            .map(line -> Map.entry(line.name(), line.value()))
                            .toList(),
                    Buffer.buffer(Base64.getDecoder().decode(body)));
        }
    }

    /**
     * Does the work unless it has been done.
     *
     * @param sql of the transaction that the work is done in
     */
    Future<Reply> once(Sql sql, Call<?> call, Change change, Supplier<Future<Reply>> work) {
        return key(call.headers().getAll(HEADER))
                .map(key -> once(sql, use(key, call, change), work))
                .orElseGet(work);
    }

    private Future<Reply> once(Sql sql, Use use, Supplier<Future<Reply>> work) {
        return rows.take(sql, use.principal(), use.keyHash(), use.fingerprint())
                .compose(taken -> taken
                        ? kept(sql, use, work)
                        : rows.find(sql, use.principal(), use.keyHash())
                                .map(Optional::orElseThrow)
                                .map(used -> answer(use, used).with(REPLAYED, "true")));
    }

    private Future<Reply> kept(Sql sql, Use use, Supplier<Future<Reply>> work) {
        rows.sweep(sql);
        return work.get().map(reply -> {
            rows.keep(sql, use.principal(), use.keyHash(), sealed(use, reply));
            return reply;
        });
    }

    private Buffer sealed(Use use, Reply reply) {
        return Buffer.buffer(seal.close(use.place(), Json.write(Kept.of(reply)).getBytes()));
    }

    private Reply answer(Use use, IdempotencyRepository.Used used) {
        if (!used.fingerprint().equals(use.fingerprint())) {
            throw new AppException(ErrorCode.IDEMPOTENCY_KEY_REUSED);
        }
        return seal.open(use.place(), used.answer().getBytes())
                .map(kept -> Json.read(Buffer.buffer(kept), Kept.class).reply())
                .orElseThrow(() -> new IllegalStateException("An answer that was kept cannot be opened"));
    }

    private static Optional<String> key(List<String> lines) {
        if (lines.size() > 1
                || lines.stream().anyMatch(line -> !SHAPE.matcher(line).matches())) {
            throw new AppException(
                    ErrorCode.INVALID_INPUT,
                    ErrorCode.INVALID_INPUT.text(),
                    List.of(new ErrorDetail(HEADER, "must be one text of 1 to 255 printable ASCII characters")));
        }
        return lines.stream().findFirst();
    }

    /** Neither the key nor what was sent can be told from the hashes: they are made with a secret. */
    private Use use(String key, Call<?> call, Change change) {
        var inPath = new TreeMap<>(call.path());
        inPath.remove(SLUG);
        var principal = call.principal().id();
        var keyHash = hash("idempotency key\n" + key);
        var fingerprint = hash(String.join(
                "\n",
                "request with an idempotency key",
                change.method().name(),
                change.path(),
                // An answer is for whoever could have had it: not for a lesser credential of the same person.
                call.principal().client().map(Object::toString).orElse(""),
                Scope.format(call.principal().scopes()),
                Json.write(inPath).toString(),
                call.query(),
                Json.write(call.body()).toString()));
        return new Use(
                principal,
                keyHash,
                fingerprint,
                call.tenant().id().value() + " " + principal + " "
                        + Base64.getEncoder().encodeToString(keyHash.getBytes()));
    }

    private Buffer hash(String text) {
        return Buffer.buffer(secretKey.derive(text));
    }
}
