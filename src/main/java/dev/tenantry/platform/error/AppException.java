package dev.tenantry.platform.error;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An expected failure on its way to the caller: a code, a sentence, and what was wrong where. Carries no stack trace. */
public class AppException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final ErrorCode code;
    private final transient List<ErrorDetail> details;
    private final @Nullable Duration retryAfter;

    public AppException(ErrorCode code) {
        this(code, code.text(), List.of());
    }

    public AppException(ErrorCode code, String text) {
        this(code, text, List.of());
    }

    public AppException(ErrorCode code, String text, List<ErrorDetail> details) {
        this(code, text, details, null);
    }

    /** @param retryAfter from when on it may go better */
    public AppException(ErrorCode code, Duration retryAfter) {
        this(code, code.text(), List.of(), retryAfter);
    }

    /** @param retryAfter from when on it may go better; null when nothing is known of that */
    public AppException(ErrorCode code, String text, List<ErrorDetail> details, @Nullable Duration retryAfter) {
        super(text, null, false, false);
        this.code = code;
        this.details = List.copyOf(details);
        this.retryAfter = retryAfter;
    }

    public ErrorCode code() {
        return code;
    }

    public String text() {
        return String.valueOf(getMessage());
    }

    public List<ErrorDetail> details() {
        return details;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
