package dev.tenantry.feature.oauth.protocol;

import dev.tenantry.platform.http.body.RequestBody;
import io.vertx.core.buffer.Buffer;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters of a request to an OAuth endpoint (RFC 6749, appendix B): UTF-8, each at most once, empty means absent. */
public final class Form {
    private static final int LIMIT = 64 * 1024;
    public static final RequestBody<Form> BODY =
            new RequestBody<>("application/x-www-form-urlencoded", LIMIT, Form::parse);
    private final Map<String, String> parameters;

    private Form(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /** The same as if it had come that way. */
    public static Form of(Map<String, String> parameters) {
        return new Form(Map.copyOf(parameters));
    }

    static Form parse(Buffer body) {
        var parameters = new HashMap<String, String>();
        // Byte by byte, so that what is not ASCII is still there to be judged as UTF-8.
        for (var pair : body.toString(StandardCharsets.ISO_8859_1).split("&", -1)) {
            if (!pair.isEmpty()) {
                var equals = pair.indexOf('=');
                var name = decode(equals < 0 ? pair : pair.substring(0, equals));
                var value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                if (parameters.put(name, value) != null) {
                    throw new OAuthException(
                            OAuthError.INVALID_REQUEST, "A parameter is given twice: " + printable(name));
                }
            }
        }
        return new Form(parameters);
    }

    /** One name or value of such a form; fails with {@code invalid_request} for what is not UTF-8. */
    public static String decode(String text) {
        try {
            // Decoded to bytes first, so that what is not UTF-8 is refused and not silently replaced.
            var bytes = URLDecoder.decode(text, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            var decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (decoded.indexOf('\0') < 0) {
                return decoded;
            }
        } catch (CharacterCodingException | IllegalArgumentException e) {
            // answered below, as U+0000
        }
        throw new OAuthException(
                OAuthError.INVALID_REQUEST, "The parameters are not application/x-www-form-urlencoded UTF-8");
    }

    /** RFC 6749 allows only printable ASCII in a description. */
    private static String printable(String text) {
        return text.chars().allMatch(c -> c >= 0x20 && c < 0x7f && c != '"' && c != '\\') ? text : "(unprintable)";
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    public String require(String name) {
        return get(name)
                .orElseThrow(
                        () -> new OAuthException(OAuthError.INVALID_REQUEST, "The parameter " + name + " is missing"));
    }
}
