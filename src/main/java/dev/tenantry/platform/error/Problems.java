package dev.tenantry.platform.error;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects everything wrong with an input, so that its author reads it all at once. Used in a record's constructor. */
public final class Problems {
    private final List<ErrorDetail> found = new ArrayList<>();

    @CanIgnoreReturnValue
    public Problems add(String field, String problem) {
        found.add(new ErrorDetail(field, problem));
        return this;
    }

    /** Text that must be there, trimmed of nothing, between two lengths in characters. */
    @CanIgnoreReturnValue
    public Problems text(String field, @Nullable String value, int min, int max) {
        if (value == null || value.isBlank()) {
            return add(field, "is required");
        }
        return optionalText(field, value, min, max);
    }

    /** Text that may be absent; when it is there it has a length between the two. */
    @CanIgnoreReturnValue
    public Problems optionalText(String field, @Nullable String value, int min, int max) {
        if (value != null && (value.length() < min || value.length() > max)) {
            return add(
                    field,
                    min > 1
                            ? "must have " + min + " to " + max + " characters"
                            : "must have at most " + max + " characters");
        }
        return this;
    }

    /** Text that must be there and match; {@code otherwise} says what is expected, as "must be …". */
    @CanIgnoreReturnValue
    public Problems match(String field, @Nullable String value, Pattern pattern, String otherwise) {
        if (value == null || value.isEmpty()) {
            return add(field, "is required");
        }
        return pattern.matcher(value).matches() ? this : add(field, otherwise);
    }

    /** Throws {@link ErrorCode#INVALID_INPUT} with all that was found; does nothing when nothing was. */
    public void orThrow() {
        if (!found.isEmpty()) {
            throw new AppException(ErrorCode.INVALID_INPUT, ErrorCode.INVALID_INPUT.text(), found);
        }
    }
}
