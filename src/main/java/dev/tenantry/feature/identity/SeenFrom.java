package dev.tenantry.feature.identity;

import dev.tenantry.platform.http.Call;
import java.util.Objects;

/**
 * What is kept of the request that opened a session, for its person to recognise it.
 *
 * @param userAgent what the browser says it is, at most 200 characters; empty when it says nothing
 */
public record SeenFrom(String userAgent, String address) {
    private static final int LONGEST = 200;

    public static SeenFrom of(Call<?> call) {
        var told = Objects.requireNonNullElse(call.headers().get("User-Agent"), "");
        return new SeenFrom(
                told.substring(0, Math.min(LONGEST, told.length())),
                call.actor().address());
    }
}
