package dev.tenantry.frontend;

import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.http.ErrorResponse;
import dev.tenantry.platform.http.Reply;
import java.util.Map;

/** A failure as a page. What was not expected says nothing but its request id. */
final class ErrorPage {
    private final Pages pages;

    ErrorPage(Pages pages) {
        this.pages = pages;
    }

    Reply render(Throwable failure, String requestId) {
        var known = ErrorResponse.expected(failure);
        var code = known.code();
        var page = pages.show(
                code.status(),
                "error.ftl",
                Map.of("status", code.status(), "heading", heading(code, known.text()), "request_id", requestId));
        return ErrorResponse.withProtocolHeaders(page, known);
    }

    private static String heading(ErrorCode code, String text) {
        return switch (code) {
            case NOT_FOUND -> "There is no page at this address";
            case METHOD_NOT_ALLOWED -> "This page cannot be used that way";
            default -> text;
        };
    }
}
