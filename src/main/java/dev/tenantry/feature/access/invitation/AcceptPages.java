package dev.tenantry.feature.access.invitation;

import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.http.ErrorResponse;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.view.Templates;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The pages that a link leads to. They load our style sheet and nothing else, and their forms lead to this server. */
public final class AcceptPages {
    static final String ACCEPT = "/invitations/accept";
    static final String JOIN = "/invitations/join";
    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "style-src 'self'",
            "img-src 'self' data:",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'");
    private final Templates templates;
    private final Map<String, String> assets;
    private final URI issuer;
    private final Optional<URI> frontend;

    /**
     * @param assets the address of each static file by its name
     * @param issuer the public address of this server
     * @param frontend the public address of the web pages, where a new member signs in
     */
    public AcceptPages(Templates templates, Map<String, String> assets, URI issuer, Optional<URI> frontend) {
        this.templates = templates;
        var prefixed = new LinkedHashMap<String, String>();
        assets.forEach((name, address) -> prefixed.put(name, issuer.getRawPath() + address));
        this.assets = Map.copyOf(prefixed);
        this.issuer = issuer;
        this.frontend = frontend;
    }

    /**
     * Somebody who is signed in to another tenant in the same browser.
     *
     * @param proof comes back with their answer
     */
    record SignedInElsewhere(String tenant, String username, String proof) {
        Map<String, String> model(String action) {
            return Map.of("tenant", tenant, "username", username, "proof", proof, "action", action);
        }
    }

    /** Where the token is shown; the token stands in the query, which no log of ours holds. */
    String link(TenantContext tenant, Secret token) {
        return issuer + Route.underTenant(tenant.slug().value(), ACCEPT) + "?token=" + token.reveal();
    }

    Reply invited(
            int status,
            TenantContext tenant,
            Invitations.Look look,
            String token,
            List<SignedInElsewhere> elsewhere,
            Refused refused) {
        return show(
                status,
                "accept.ftl",
                Map.of(
                        "tenant",
                        tenant.slug().value(),
                        "email",
                        look.invitation().email(),
                        "role",
                        look.role().name(),
                        "inviter",
                        look.inviter().username(),
                        "token",
                        token,
                        "username",
                        refused.username(),
                        "problem",
                        refused.problem(),
                        "elsewhere",
                        elsewhere.stream()
                                .map(one -> one.model(issuer.getRawPath() + Route.underTenant(one.tenant(), JOIN)))
                                .toList()));
    }

    /** What somebody has tried before on the same page, and what was wrong with it; both empty the first time. */
    record Refused(String username, String problem) {
        static final Refused NOTHING = new Refused("", "");

        static Refused of(String username, AppException failure) {
            return new Refused(
                    username,
                    failure.details().isEmpty()
                            ? failure.text()
                            : failure.details().stream()
                                    .map(detail -> "The " + detail.field().replace('_', ' ') + " " + detail.problem())
                                    .collect(Collectors.joining(". ")));
        }
    }

    Reply joined(TenantContext tenant, String username) {
        return show(
                200,
                "joined.ftl",
                Map.of(
                        "tenant",
                        tenant.slug().value(),
                        "username",
                        username,
                        "onward",
                        frontend.map(pages -> pages + "/signin?tenant=" + tenant.slug())
                                .orElse("")));
    }

    /** A failure that is told to the person who is there. */
    Reply failure(Throwable failure, String requestId) {
        var known = ErrorResponse.expected(failure);
        var page = show(
                known.code().status(),
                "refused.ftl",
                Map.of("status", known.code().status(), "heading", known.text(), "request_id", requestId));
        return ErrorResponse.withProtocolHeaders(page, known);
    }

    private Reply show(int status, String template, Map<String, ?> model) {
        var all = new HashMap<String, Object>(model);
        all.put("assets", assets);
        return Reply.html(status, templates.render("invitation/" + template, all))
                .with("Content-Security-Policy", POLICY);
    }
}
