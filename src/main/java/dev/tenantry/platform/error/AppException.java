package dev.tenantry.platform.error;

import java.util.List;

/** An expected failure on its way to the caller: a code, a sentence, and what was wrong where. Carries no stack trace. */
public class AppException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final ErrorCode code;
    private final transient List<ErrorDetail> details;

    public AppException(ErrorCode code) {
        this(code, code.text(), List.of());
    }

    public AppException(ErrorCode code, String text) {
        this(code, text, List.of());
    }

    public AppException(ErrorCode code, String text, List<ErrorDetail> details) {
        super(text, null, false, false);
        this.code = code;
        this.details = List.copyOf(details);
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
}
