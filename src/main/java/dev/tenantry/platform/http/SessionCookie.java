package dev.tenantry.platform.http;

import dev.tenantry.platform.config.Secret;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;

/** The browser session's cookie: for this host alone, never for scripts, {@code __Host-} as soon as there is https. */
public final class SessionCookie {
    private final boolean secure;
    private final String name;

    public SessionCookie(boolean secure) {
        this.secure = secure;
        this.name = secure ? "__Host-tenantry_session" : "tenantry_session";
    }

    Optional<String> read(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(name)).map(Cookie::getValue);
    }

    /** The Set-Cookie header that hands a session to the browser. */
    public String set(Secret session, Duration lifetime) {
        return header(session.reveal(), lifetime.toSeconds());
    }

    /** The Set-Cookie header that takes it away again. */
    public String clear() {
        return header("", 0);
    }

    private String header(String value, long seconds) {
        return Cookie.cookie(name, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(secure)
                .setSameSite(CookieSameSite.LAX)
                .setMaxAge(seconds)
                .encode();
    }
}
