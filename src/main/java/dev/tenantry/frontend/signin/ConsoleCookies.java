package dev.tenantry.frontend.signin;

import io.vertx.core.MultiMap;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** The two cookies of the pages: a sign-in that has begun, and a session. For this host alone and never for scripts. */
final class ConsoleCookies {
    private static final Duration ATTEMPT_LIFETIME = Duration.ofMinutes(10);
    private static final Pattern SEPARATOR = Pattern.compile(";\\s*");
    private final boolean secure;
    private final String attempt;
    private final String session;

    ConsoleCookies(boolean secure) {
        this.secure = secure;
        var prefix = secure ? "__Host-" : "";
        this.attempt = prefix + "tenantry_signin";
        this.session = prefix + "tenantry_console";
    }

    Optional<Attempt> attempt(MultiMap headers) {
        return read(headers, attempt).flatMap(Attempt::read);
    }

    Optional<String> session(MultiMap headers) {
        return read(headers, session);
    }

    String begin(Attempt begun) {
        return header(attempt, begun.written(), ATTEMPT_LIFETIME);
    }

    String endAttempt() {
        return header(attempt, "", Duration.ZERO);
    }

    String open(ConsoleSession opened) {
        return header(session, opened.id(), ConsoleSession.LIFETIME);
    }

    String endSession() {
        return header(session, "", Duration.ZERO);
    }

    private static Optional<String> read(MultiMap headers, String name) {
        return headers.getAll(HttpHeaders.COOKIE).stream()
                .flatMap(SEPARATOR::splitAsStream)
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1).strip())
                .findFirst();
    }

    private String header(String name, String value, Duration lifetime) {
        return Cookie.cookie(name, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(secure)
                .setSameSite(CookieSameSite.LAX)
                .setMaxAge(lifetime.toSeconds())
                .encode();
    }
}
