package dev.tenantry.platform.http;

import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.tenancy.TenantSlug;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The browser session's cookie: for this host alone, never for scripts, {@code __Host-} as soon as there is https. Each
 * tenant has one of its own, so that somebody can be signed in to several in one browser.
 */
public final class SessionCookie {
    private final boolean secure;
    private final String prefix;

    public SessionCookie(boolean secure) {
        this(secure, "tenantry_session_");
    }

    private SessionCookie(boolean secure, String name) {
        this.secure = secure;
        this.prefix = secure ? "__Host-" + name : name;
    }

    /** A second one of the same kind, for a browser that nobody has signed in with yet. */
    public static SessionCookie beforeSignIn(boolean secure) {
        return new SessionCookie(secure, "tenantry_browser_");
    }

    Optional<String> read(HttpServerRequest request, TenantSlug tenant) {
        return Optional.ofNullable(request.getCookie(prefix + tenant)).map(Cookie::getValue);
    }

    /** Each tenant's own, of those the browser has sent. */
    Map<TenantSlug, String> all(HttpServerRequest request) {
        var found = new TreeMap<TenantSlug, String>(Comparator.comparing(TenantSlug::value));
        for (var sent : request.cookies()) {
            if (sent.getName().startsWith(prefix)) {
                TenantSlug.parse(sent.getName().substring(prefix.length()))
                        .ifPresent(slug -> found.put(slug, sent.getValue()));
            }
        }
        return found;
    }

    /** The Set-Cookie header that hands a session to the browser. */
    public String set(TenantSlug tenant, Secret session, Duration lifetime) {
        return header(tenant, session.reveal(), lifetime.toSeconds());
    }

    /** The Set-Cookie header that takes it away again. */
    public String clear(TenantSlug tenant) {
        return header(tenant, "", 0);
    }

    private String header(TenantSlug tenant, String value, long seconds) {
        return Cookie.cookie(prefix + tenant, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(secure)
                .setSameSite(CookieSameSite.LAX)
                .setMaxAge(seconds)
                .encode();
    }
}
