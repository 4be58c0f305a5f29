package dev.tenantry.frontend;

import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.view.Templates;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Makes replies of templates; every page gets what the layout needs and may load nothing but our own files. */
final class Pages {
    private final String contentSecurityPolicy;
    private final Templates templates;
    private final Map<String, ?> shared;

    /**
     * @param assets the address of each static file by its name
     * @param apiUrl how the reader of a page reaches the API
     */
    Pages(Templates templates, Map<String, String> assets, URI apiUrl) {
        this.templates = templates;
        // Signing in and out are forms that lead on to the API; browsers hold the redirect against the form, too.
        this.contentSecurityPolicy = String.join(
                "; ",
                "default-src 'none'",
                "style-src 'self'",
                "script-src 'self'",
                "img-src 'self' data:",
                "connect-src 'self'",
                "form-action 'self' " + apiUrl.getScheme() + "://" + apiUrl.getRawAuthority(),
                "base-uri 'none'",
                "frame-ancestors 'none'");
        this.shared = Map.of("assets", assets, "api_url", apiUrl.toString());
    }

    Reply show(int status, String template, Map<String, ?> model) {
        var all = new HashMap<String, Object>(shared);
        all.putAll(model);
        return Reply.html(status, templates.render(template, all))
                .with("Content-Security-Policy", contentSecurityPolicy);
    }
}
