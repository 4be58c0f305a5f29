package dev.tenantry.platform.http;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.error.ErrorDetail;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of a row a change is meant for, as {@code If-Match} has them (RFC 9110, section 13.1.1). It is part of the
 * statement that changes the row, so that of two changes of one version exactly one is made:
 *
 * <pre>{@code UPDATE … WHERE id = $1 AND ($2::integer[] IS NULL OR version = ANY($2))}</pre>
 */
public final class Precondition {
    private static final String HEADER = "If-Match";
    private static final Pattern VERSION = Pattern.compile("0|[1-9][0-9]{0,8}");
    private final Integer @Nullable [] versions;

    private Precondition(Integer @Nullable [] versions) {
        this.versions = versions;
    }

    /** Without the header, and with {@code *}, whatever version there is will do. */
    static Precondition of(MultiMap headers) {
        var lines = headers.getAll(HEADER);
        if (lines.isEmpty()) {
            return new Precondition(null);
        }
        var tags = EntityTags.read(lines)
                .orElseThrow(() -> new AppException(
                        ErrorCode.INVALID_INPUT,
                        ErrorCode.INVALID_INPUT.text(),
                        List.of(new ErrorDetail(HEADER, "must be * or a list of entity tags such as \"3\""))));
        // A tag that is no version of ours is one that nothing has.
        return new Precondition(
                tags.any()
                        ? null
                        : tags.strong().stream()
                                .filter(tag -> VERSION.matcher(tag).matches())
                                .map(Integer::valueOf)
                                .toArray(Integer[]::new));
    }

    /** For a parameter of the type {@code integer[]}; null when any version will do. */
    public Integer @Nullable [] versions() {
        return versions;
    }

    /** Whether that version will do. */
    public boolean admits(int version) {
        return versions == null || Arrays.asList(versions).contains(version);
    }

    /**
     * What was changed, or why nothing was: {@code NOT_FOUND} when it is not there, {@code PRECONDITION_FAILED} when it is
     * there in another version.
     *
     * @param now reads what is there; asked only when nothing was changed
     */
    public <T> Future<T> met(Optional<T> changed, Supplier<Future<Optional<T>>> now) {
        if (changed.isPresent()) {
            return Future.succeededFuture(changed.get());
        }
        return versions == null
                ? Future.failedFuture(new AppException(ErrorCode.NOT_FOUND))
                : now.get()
                        .compose(there -> Future.failedFuture(new AppException(
                                there.isPresent() ? ErrorCode.PRECONDITION_FAILED : ErrorCode.NOT_FOUND)));
    }
}
