package dev.tenantry.feature.oauth.authorize;

import dev.tenantry.feature.oauth.authorize.request.Parameters;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.http.ErrorResponse;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.view.Templates;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The pages of the authorization server. Each may load our own style sheet and nothing else, and its forms may lead to this
 * server and to the one address that the policy names.
 */
public final class BrowserPages {
    private static final String FOLDER = "oauth/";
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+");
    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*");
    private final Templates templates;
    private final Map<String, String> assets;

    /**
     * @param assets the address of each static file by its name
     * @param base the public address of the server; pages are reached below its path
     */
    public BrowserPages(Templates templates, Map<String, String> assets, URI base) {
        this.templates = templates;
        var prefixed = new LinkedHashMap<String, String>();
        assets.forEach((name, address) -> prefixed.put(name, base.getRawPath() + address));
        this.assets = Map.copyOf(prefixed);
    }

    /**
     * What a page may do besides showing itself.
     *
     * @param leadsTo where its form may end, by redirects too: browsers hold a form to that all the way
     * @param picture an address of a picture on it
     * @param script whether it runs one of our own files
     */
    record Policy(Optional<String> leadsTo, Optional<String> picture, boolean script) {
        static final Policy PLAIN = new Policy(Optional.empty(), Optional.empty(), false);

        static Policy leadingTo(String redirectUri) {
            return new Policy(Optional.of(redirectUri), Optional.empty(), false);
        }

        Policy showing(Optional<String> address) {
            return new Policy(leadsTo, address, script);
        }

        Policy running() {
            return new Policy(leadsTo, picture, true);
        }

        private String header() {
            return String.join(
                    "; ",
                    "default-src 'none'",
                    "style-src 'self'",
                    "img-src 'self' data:" + picture.flatMap(Policy::source).orElse(""),
                    script ? "script-src 'self'" : "script-src 'none'",
                    "form-action 'self'" + leadsTo.flatMap(Policy::source).orElse(""),
                    "base-uri 'none'",
                    "frame-ancestors 'none'");
        }

        /** The origin, or the scheme where an address has none or one that the header cannot say. */
        private static Optional<String> source(String address) {
            try {
                var uri = new URI(address);
                var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
                if (!SCHEME.matcher(scheme).matches()) {
                    return Optional.empty();
                }
                var host = uri.getHost();
                return host == null || !HOST.matcher(host).matches() || !scheme.startsWith("http")
                        ? Optional.of(" " + scheme + ":")
                        : Optional.of(" " + scheme + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
            } catch (URISyntaxException e) {
                return Optional.empty();
            }
        }
    }

    Reply show(int status, String template, Policy policy, Map<String, ?> model) {
        var all = new HashMap<String, Object>(model);
        all.put("assets", assets);
        return Reply.html(status, templates.render(FOLDER + template, all))
                .with("Content-Security-Policy", policy.header());
    }

    /** A failure that is told to the person who is there. */
    Reply failure(Throwable failure, String requestId) {
        var known = ErrorResponse.expected(failure);
        var code = known.code();
        var page = show(
                code.status(),
                "error.ftl",
                Policy.PLAIN,
                Map.of("status", code.status(), "heading", heading(known), "request_id", requestId));
        return ErrorResponse.withProtocolHeaders(page, known);
    }

    /** A page that was open too long, or in a browser that somebody has signed in with since: it can be asked for again. */
    Reply stale(Parameters parameters) {
        return show(403, "stale.ftl", Policy.PLAIN, Map.of("again", "authorize?" + parameters.encoded()));
    }

    private static String heading(AppException failure) {
        return failure.code() == ErrorCode.FOREIGN_ORIGIN ? "This form was sent from another site" : failure.text();
    }
}
