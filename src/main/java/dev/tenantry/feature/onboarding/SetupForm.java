package dev.tenantry.feature.onboarding;

import dev.tenantry.feature.access.Members;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.error.Problems;
import dev.tenantry.platform.http.body.RequestBody;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What the setup page sends: {@code application/x-www-form-urlencoded}, each field once. */
record SetupForm(String token, String username, String email, String password) {
    private static final int LIMIT = 8 * 1024;
    static final RequestBody<SetupForm> BODY = new RequestBody<>(
            "application/x-www-form-urlencoded",
            LIMIT,
            body -> SetupForm.parse(body.toString(StandardCharsets.US_ASCII)));

    private static SetupForm parse(String encoded) {
        Map<String, String> fields = new HashMap<>();
        for (var pair : encoded.split("&", -1)) {
            var parts = pair.split("=", 2);
            if (parts.length == 2 && fields.put(decoded(parts[0]), decoded(parts[1])) != null) {
                throw new AppException(ErrorCode.INVALID_INPUT, "A field is given twice");
            }
        }
        return new SetupForm(
                fields.getOrDefault("token", ""),
                fields.getOrDefault("username", ""),
                fields.getOrDefault("email", ""),
                fields.getOrDefault("password", ""));
    }

    private static String decoded(String text) {
        try {
            var decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (decoded.indexOf('\0') < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            // told below, as U+0000
        }
        throw new AppException(ErrorCode.INVALID_INPUT, "The form is not encoded as forms are");
    }

    /** The person it is about; fails with {@code INVALID_INPUT} when nobody can be called so. */
    Onboarding.Newcomer newcomer() {
        return newcomer(username, email, password);
    }

    static Onboarding.Newcomer newcomer(String username, String email, String password) {
        var problems = new Problems();
        Members.check(problems, "username", username, "email", email);
        problems.text("password", password, 1, 256).orThrow();
        return new Onboarding.Newcomer(username, email, "password", password);
    }

    @Override
    public String toString() {
        return "SetupForm[***]";
    }
}
