package dev.tenantry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Everything that was logged while the tests ran, in this process (logback-test.xml) and by packaged servers. */
public final class SuiteLog {
    private static final Path FOLDER = Path.of("target", "suite-log").toAbsolutePath();

    /** What must never be in a log, by name. */
    private static final Map<String, Pattern> SECRETS = Map.ofEntries(
            secret("an opaque token, code, ticket or client secret", "\\btn[a-z]_[A-Za-z0-9_-]{20,}"),
            secret("a JWT or a part of one", "\\beyJ[A-Za-z0-9_-]{16,}"),
            secret("a session cookie", "(?i)\\btenantry_[a-z0-9_-]+=[^\\s;,\"]+"),
            secret("a Set-Cookie or Cookie header", "(?i)\\b(?:set-)?cookie\"?\\s*[:=]\\s*\"?[^\\s\"]+="),
            secret("an Authorization header", "(?i)\\b(?:bearer|basic) [A-Za-z0-9+/=_.~-]{16,}"),
            secret("a password of the tests", Pattern.quote(TestServer.PASSWORD) + "|secure123"),
            secret("a password or a secret of a form", "(?i)\\b(?:password|client_secret|code_verifier)=[^\\s&\"]+"),
            secret(
                    "a code or a token of a query",
                    "(?i)[?&](?:code|access_token|id_token|id_token_hint|token)=[^\\s&\"]+"),
            secret("a password of JSON", "(?i)\"(?:[a-z_]*password|[a-z_]*secret|[a-z_]*token)\"\\s*:\\s*\"[^\"]+\""),
            secret("a password of an address", "://[^/\\s:@]+:[^/\\s@*]+@"),
            secret("a secret key of the tests", "secret that is long enough"),
            secret("a private key", "-----BEGIN [A-Z ]*PRIVATE KEY"));

    /** The example a server prints when it is ready. */
    private static final String EXAMPLE = "-d '{\"tenant_name\":\"Acme Corp\",\"tenant_slug\":\"acme\","
            + "\"admin_username\":\"admin\",\"admin_email\":\"admin@acme.com\",\"admin_password\":\"secure123\"}'";

    /** The link a server prints at its first start, for whoever can read what it prints to become the first operator. */
    private static final Pattern SETUP_LINK = Pattern.compile("\\s*https?://[a-z0-9.:]+/setup\\?token=\\S+");

    private SuiteLog() {}

    /** One line that should not be there. */
    public record Leak(String kind, String where, String line) {}

    private static Map.Entry<String, Pattern> secret(String kind, String pattern) {
        return Map.entry(kind, Pattern.compile(pattern));
    }

    /** What of a line must not be in a log; empty when it is sound. */
    public static List<String> secretsIn(String line) {
        return SECRETS.entrySet().stream()
                .filter(secret -> secret.getValue().matcher(line).find())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The lines of every file, by its name. */
    public static Map<String, List<String>> read() {
        try (var files = Files.walk(FOLDER)) {
            var read = new TreeMap<String, List<String>>();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                read.put(FOLDER.relativize(file).toString(), text.lines().toList());
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<Leak> leaks(Map<String, List<String>> log) {
        var leaks = new ArrayList<Leak>();
        log.forEach((where, lines) -> lines.stream()
                .filter(line -> !line.strip().equals(EXAMPLE)
                        && !SETUP_LINK.matcher(line).matches())
                .forEach(line -> secretsIn(line).forEach(kind -> leaks.add(new Leak(kind, where, line)))));
        return leaks;
    }

    static Path file(String kind, int number) throws IOException {
        Files.createDirectories(FOLDER.resolve(kind));
        return FOLDER.resolve(kind).resolve(number + ".log");
    }

    static void forget(String kind) throws IOException {
        if (Files.isDirectory(FOLDER.resolve(kind))) {
            try (var old = Files.list(FOLDER.resolve(kind))) {
                for (var file : old.toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
