package dev.tenantry.feature.access.invitation;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.http.body.RequestBody;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the page's forms send.
 *
 * @param tenant the inviting one, told by whoever joins from another
 * @param proof that the page was shown to the session it comes back with
 */
record AcceptForm(String tenant, String token, String username, String password, String proof) {
    private static final int LIMIT = 16 * 1024;
    static final RequestBody<AcceptForm> BODY =
            new RequestBody<>("application/x-www-form-urlencoded", LIMIT, AcceptForm::parse);

    private static AcceptForm parse(Buffer body) {
        try {
            var fields = new QueryStringDecoder(body.toString(StandardCharsets.UTF_8), false).parameters();
            var values = List.of("tenant", "token", "username", "password", "proof").stream()
                    .map(name -> String.join("", fields.getOrDefault(name, List.of())))
                    .toList();
            if (values.stream().noneMatch(value -> value.indexOf('\0') >= 0)) {
                return new AcceptForm(values.get(0), values.get(1), values.get(2), values.get(3), values.get(4));
            }
        } catch (IllegalArgumentException e) {
            // answered below, as U+0000
        }
        throw new AppException(ErrorCode.INVALID_INPUT, "The form cannot be read");
    }

    @Override
    public String toString() {
        return "AcceptForm[" + username + "]";
    }
}
