package dev.tenantry.testing;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A client for codes, and a browser in which the tenant's owner is signed in and allows whatever it asks for. */
public record CodeFlow(TestClient client, Browser browser) {
    public static final String REDIRECT = "https://app.example.com/cb";

    /** Of RFC 7636, appendix B. */
    public static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    public static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    public static CodeFlow of(TestClient client) {
        return new CodeFlow(client, Browser.signedIn(client.tenant()));
    }

    /** With a confidential client that has every scope of a person. */
    public static CodeFlow of(TestTenant tenant) {
        return of(tenant.codeClient(REDIRECT));
    }

    /** Asks for a code; the parameters replace the usual ones, and an empty one takes it away. */
    public String code(String... parameters) {
        var all = new LinkedHashMap<>(Map.of(
                "client_id",
                client.id(),
                "response_type",
                "code",
                "redirect_uri",
                REDIRECT,
                "scope",
                "openid read write",
                "code_challenge",
                CHALLENGE,
                "code_challenge_method",
                "S256"));
        for (int at = 0; at < parameters.length; at += 2) {
            all.put(parameters[at], parameters[at + 1]);
        }
        all.values().removeIf(String::isEmpty);
        return browser.code(client.tenant(), flat(all));
    }

    /** The rightful redemption of a code; the parameters replace the usual ones, and an empty one takes it away. */
    public Http.Request redeeming(String code, String... parameters) {
        return redeeming(client, code, parameters);
    }

    /** The same by some client, at some node. */
    public static Http.Request redeeming(TestClient by, String code, String... parameters) {
        var all = new LinkedHashMap<>(Map.of(
                "grant_type", "authorization_code", "code", code, "redirect_uri", REDIRECT, "code_verifier", VERIFIER));
        for (int at = 0; at < parameters.length; at += 2) {
            all.put(parameters[at], parameters[at + 1]);
        }
        all.values().removeIf(String::isEmpty);
        return by.asking(flat(all));
    }

    /** The tokens for a fresh code. */
    public JsonObject tokens(String... parameters) {
        var answer = redeeming(code(parameters)).send();
        if (answer.status() != 200) {
            throw new AssertionError("No tokens: " + answer);
        }
        return answer.json();
    }

    private static String[] flat(Map<String, String> parameters) {
        List<String> flat = new ArrayList<>();
        parameters.forEach((name, value) -> flat.addAll(List.of(name, value)));
        return flat.toArray(String[]::new);
    }
}
