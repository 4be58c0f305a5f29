package dev.tenantry.platform.view;

import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** One file of {@code static/}, in memory, with an {@code ETag} that changes with its content. */
final class StaticFile {
    private static final String CACHED_FOR_AN_HOUR = "public, max-age=3600";
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "txt", "text/plain; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "jpg", "image/jpeg",
            "webp", "image/webp",
            "ico", "image/x-icon",
            "woff2", "font/woff2");
    private final Buffer content;
    private final String type;
    private final String digest;

    StaticFile(String name, byte[] content) {
        this.content = Buffer.buffer(content);
        this.type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
        this.digest = digest(content);
    }

    Reply send(Call<Nothing> call) {
        return Reply.of(200, type, content)
                .with("Cache-Control", CACHED_FOR_AN_HOUR)
                .with("ETag", "\"" + digest + "\"");
    }

    /** Changes with the content. */
    String digest() {
        return digest;
    }

    private static String digest(byte[] content) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
