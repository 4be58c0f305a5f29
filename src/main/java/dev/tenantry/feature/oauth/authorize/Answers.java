package dev.tenantry.feature.oauth.authorize;

import dev.tenantry.feature.access.SessionVerifier.SignedIn;
import dev.tenantry.feature.oauth.authorize.BrowserPages.Policy;
import dev.tenantry.feature.oauth.authorize.request.AuthorizationRefused;
import dev.tenantry.feature.oauth.authorize.request.AuthorizationRequest;
import dev.tenantry.feature.oauth.authorize.request.AuthorizeError;
import dev.tenantry.feature.oauth.authorize.request.Destination;
import dev.tenantry.feature.oauth.authorize.request.Parameters;
import dev.tenantry.feature.oauth.protocol.Issuers;
import dev.tenantry.feature.oauth.protocol.PersonClaim;
import dev.tenantry.feature.oauth.token.Authorization;
import dev.tenantry.feature.oauth.token.CodeRequest;
import dev.tenantry.feature.oauth.token.Codes;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.sql.UuidV7;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a client is told, with {@code iss} in every case (RFC 9207): in the query of its address, or posted to it. */
public final class Answers {
    private final Codes codes;
    private final Issuers issuers;
    private final BrowserPages pages;

    public Answers(Codes codes, Issuers issuers, BrowserPages pages) {
        this.codes = codes;
        this.issuers = issuers;
        this.pages = pages;
    }

    /**
     * A code for what the person allows. Of one interaction there is only one.
     *
     * @param interaction its id
     */
    Future<Reply> code(Call<?> call, AuthorizationRequest request, SignedIn by, UUID interaction) {
        var tenant = call.tenant();
        var authorization = new Authorization(
                UuidV7.next(),
                request.client().id(),
                by.member().person(),
                Optional.of(by.session().id()),
                by.session().standing(),
                request.scopes(),
                by.session().authenticatedAt(),
                PersonClaim.within(request.claims(), request.client().scopes()));
        var destination = request.destination();
        var actor = call.actor()
                .as(by.member()
                        .asking(
                                request.scopes(),
                                Optional.of(request.client().id().value())));
        return codes.issue(
                        tenant,
                        actor,
                        new CodeRequest(
                                interaction,
                                authorization,
                                destination.redirectUri(),
                                destination.redirectUriNamed(),
                                request.codeChallenge(),
                                request.nonce()))
                .map(code -> code.orElseThrow(
                        () -> new AuthorizationRefused(AuthorizeError.LOGIN_REQUIRED, "The person has signed out")))
                .map(code -> told(tenant, destination, Map.of("code", code.reveal())))
                .recover(failure -> Future.failedFuture(
                        failure instanceof AppException known && known.code() == ErrorCode.CONFLICT
                                ? new AppException(
                                        ErrorCode.INVALID_INPUT,
                                        "This page has been answered before: start again at the application")
                                : failure));
    }

    Reply refused(TenantContext tenant, Destination destination, AuthorizationRefused refused) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("error", refused.error().wire());
        parameters.put("error_description", refused.text());
        return told(tenant, destination, parameters);
    }

    private Reply told(TenantContext tenant, Destination destination, Map<String, String> parameters) {
        var all = new LinkedHashMap<>(parameters);
        destination.state().ifPresent(state -> all.put("state", state));
        all.put("iss", issuers.of(tenant));
        return destination.formPost()
                ? pages.show(
                        200,
                        "form_post.ftl",
                        Policy.leadingTo(destination.redirectUri()).running(),
                        Map.of("action", destination.redirectUri(), "fields", all))
                : to(withQuery(destination.redirectUri(), all));
    }

    /** See Other, so that nothing of what was posted here is posted there (RFC 9700, section 4.12). */
    static Reply to(String address) {
        return new Reply(303, List.of(Map.entry("Location", address)), Buffer.buffer());
    }

    static String withQuery(String address, Map<String, String> parameters) {
        var query = parameters.entrySet().stream()
                .map(pair -> Parameters.encode(pair.getKey()) + "=" + Parameters.encode(pair.getValue()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? address : address + (address.contains("?") ? "&" : "?") + query;
    }
}
