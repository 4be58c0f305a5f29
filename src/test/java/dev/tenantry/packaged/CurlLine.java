package dev.tenantry.packaged;

import dev.tenantry.testing.Http;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One curl command of a document, read as a shell and curl would, so that no machine needs curl to try it. */
final class CurlLine {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private String method = "GET";
    private String url = "";
    private final List<String> headers = new ArrayList<>();
    private final List<String> data = new ArrayList<>();
    private boolean sendsCookies;
    private boolean keepsCookies;

    static CurlLine parse(String command) {
        var words = WORD.matcher(command).results().map(CurlLine::unquoted).toList();
        var line = new CurlLine();
        for (int at = 1; at < words.size(); at++) {
            switch (words.get(at)) {
                case "-X" -> line.method = words.get(++at);
                case "-H" -> line.headers.add(words.get(++at));
                case "-d" -> line.data.add(words.get(++at));
                case "-b" -> line.sendsCookies = !words.get(++at).isEmpty();
                case "-c" -> line.keepsCookies = !words.get(++at).isEmpty();
                default -> line.url = words.get(at);
            }
        }
        return line;
    }

    private static String unquoted(java.util.regex.MatchResult word) {
        for (int group = 1; group <= 3; group++) {
            if (word.group(group) != null) {
                return word.group(group);
            }
        }
        return "";
    }

    String url() {
        return url;
    }

    boolean keepsCookies() {
        return keepsCookies;
    }

    Http.Request on(Http http, @Nullable String cookie) {
        var request = http.request(method, url.replaceFirst("https?://[^/]+", ""));
        var contentType = "application/x-www-form-urlencoded";
        for (var header : headers) {
            var parts = header.split(":", 2);
            if (parts[0].equals("Content-Type")) {
                contentType = parts[1].strip();
            } else {
                request.header(parts[0], parts[1].strip());
            }
        }
        if (sendsCookies && cookie != null) {
            request.header("Cookie", cookie);
        }
        return data.isEmpty()
                ? request
                : request.body(contentType, io.vertx.core.buffer.Buffer.buffer(String.join("&", data)));
    }
}
