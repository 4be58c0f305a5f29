package dev.tenantry.feature.oauth.authorize.request;

import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.client.RedirectUris;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import java.util.Optional;

/**
 * Where a client is told what became of its request. There is none before the client and its address are proved (RFC 9700,
 * section 4.11): until then a failure is told to the person who is there, and nobody is sent anywhere.
 *
 * @param redirectUriNamed whether the request named it, or the client has only this one
 * @param formPost whether the browser posts the answer (OAuth 2.0 Form Post Response Mode), else it is in the query
 */
public record Destination(String redirectUri, boolean redirectUriNamed, boolean formPost, Optional<String> state) {
    static final String REDIRECT_URI = "redirect_uri";
    static final String RESPONSE_MODE = "response_mode";
    static final String FORM_POST = "form_post";
    private static final String STATE = "state";

    /** Throws {@code INVALID_INPUT} for an address that is not the client's. */
    public static Destination of(Client client, Parameters parameters) {
        if (parameters.repeated().contains(REDIRECT_URI)) {
            throw unproved("The request names two addresses to return to");
        }
        var named = parameters.get(REDIRECT_URI);
        var formPost = parameters.once(RESPONSE_MODE).filter(FORM_POST::equals).isPresent();
        return new Destination(
                named.map(uri -> registered(client, uri)).orElseGet(() -> onlyOne(client)),
                named.isPresent(),
                formPost,
                parameters.once(STATE));
    }

    private static String registered(Client client, String redirectUri) {
        if (!RedirectUris.isRegistered(client, redirectUri)) {
            throw unproved("The address the application wants you to return to is not registered for it");
        }
        return redirectUri;
    }

    private static String onlyOne(Client client) {
        if (client.redirectUris().size() != 1) {
            throw unproved("The application does not say which of its addresses you return to");
        }
        return client.redirectUris().get(0);
    }

    private static AppException unproved(String why) {
        return new AppException(ErrorCode.INVALID_INPUT, why);
    }
}
