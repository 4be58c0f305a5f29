package dev.tenantry.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A request as it goes over the wire, and what its answer has to be.
 *
 * @param bytes all of it, HTTP/1.1 with keep-alive
 */
// Nobody compares two of them.
@SuppressWarnings("ArrayRecordComponent")
public record Request(byte[] bytes, Check check) {

    /** Whether an answer is the right one. */
    @FunctionalInterface
    public interface Check {
        boolean isRight(int status, byte[] body);

        static Check status(int wanted) {
            return (status, body) -> status == wanted;
        }

        /** The body has these texts in it. */
        static Check has(int wanted, String... texts) {
            var parts = Stream.of(texts)
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .toList();
            return (status, body) -> status == wanted && parts.stream().allMatch(part -> indexOf(body, part) >= 0);
        }
    }

    public static Request get(String path, Map<String, String> headers, Check check) {
        return of("GET", path, headers, "", check);
    }

    public static Request form(String path, Map<String, String> headers, String form, Check check) {
        var all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/x-www-form-urlencoded");
        return of("POST", path, all, form, check);
    }

    public static Request json(String path, Map<String, String> headers, String json, Check check) {
        var all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/json");
        return of("POST", path, all, json, check);
    }

    private static Request of(String method, String path, Map<String, String> headers, String body, Check check) {
        var text = new StringBuilder(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        if (!method.equals("GET")) {
            text.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        return new Request(text.append("\r\n").append(body).toString().getBytes(StandardCharsets.UTF_8), check);
    }

    private static int indexOf(byte[] body, byte[] part) {
        for (int at = 0; at <= body.length - part.length; at++) {
            int same = 0;
            while (same < part.length && body[at + same] == part[same]) {
                same++;
            }
            if (same == part.length) {
                return at;
            }
        }
        return -1;
    }
}
