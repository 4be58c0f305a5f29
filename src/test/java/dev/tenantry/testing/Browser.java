package dev.tenantry.testing;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A browser without scripts: it keeps cookies, follows redirects within the server and sends forms. Where it is led away
 * from the server it stops, and the answer that leads away is what it returns.
 */
public final class Browser {
    private static final int MOST_REDIRECTS = 10;
    private static final Pattern FORM = Pattern.compile("<form([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<input([^>]*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)=\"([^\"]*)\"");

    /** The pair of RFC 7636, appendix B. */
    public static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    public static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private final Http http;
    private final Map<String, String> cookies = new TreeMap<>();
    private String at = "/";

    public Browser(Http http) {
        this.http = http;
    }

    /** One that the owner of the tenant has signed in with. */
    public static Browser signedIn(TestTenant tenant) {
        var browser = new Browser(tenant.http());
        browser.keep(tenant.http()
                .post("/oauth/login")
                .tenant(tenant.slug())
                .json(Map.of("username", "admin", "password", TestServer.PASSWORD))
                .send());
        return browser;
    }

    /** A form of a page, with the values it has before anybody fills it in. */
    public record Form(String action, Map<String, String> fields) {}

    public Map<String, String> cookies() {
        return cookies;
    }

    /** Where the browser is: the path and query it has asked for last. */
    public String at() {
        return at;
    }

    public Http.Answer get(String pathAndQuery) {
        at = pathAndQuery;
        return follow(http.get(pathAndQuery));
    }

    public Http.Answer post(String path, String... parameters) {
        at = URI.create(at).resolve(path).toString();
        return follow(http.post(at).form(parameters));
    }

    /** Sends the only form of a page, with these fields besides its own. */
    public Http.Answer submit(Http.Answer page, String... fields) {
        var form = form(page);
        var all = new LinkedHashMap<>(form.fields());
        for (int field = 0; field < fields.length; field += 2) {
            all.put(fields[field], fields[field + 1]);
        }
        var flat = new ArrayList<String>();
        all.forEach((name, value) -> flat.addAll(List.of(name, value)));
        return post(form.action(), flat.toArray(String[]::new));
    }

    public static Form form(Http.Answer page) {
        var form = FORM.matcher(page.text());
        if (!form.find()) {
            throw new AssertionError("There is no form: " + page);
        }
        var fields = new LinkedHashMap<String, String>();
        var input = INPUT.matcher(form.group(2));
        while (input.find()) {
            var attributes = attributes(input.group(1));
            fields.put(attributes.get("name"), attributes.getOrDefault("value", ""));
        }
        return new Form(attributes(form.group(1)).get("action"), fields);
    }

    private static Map<String, String> attributes(String text) {
        var found = new HashMap<String, String>();
        var attribute = ATTRIBUTE.matcher(text);
        while (attribute.find()) {
            found.put(attribute.group(1), unescaped(attribute.group(2)));
        }
        return found;
    }

    /** Text of a page as its reader sees it. */
    public static String unescaped(String text) {
        return text.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    /** Asks for a code with these parameters and goes through sign-in and consent as the owner; the answer leads away. */
    public Http.Answer authorize(TestTenant tenant, String... parameters) {
        var answer = get(authorizeUri(tenant, parameters));
        if (answer.text().contains("action=\"signin\"")) {
            answer = submit(answer, "username", "admin", "password", TestServer.PASSWORD);
        }
        if (answer.text().contains("action=\"consent\"")) {
            answer = submit(answer, "decision", "allow");
        }
        return answer;
    }

    public static String authorizeUri(TestTenant tenant, String... parameters) {
        return "/tenants/" + tenant.slug() + "/oauth/authorize?" + query(parameters);
    }

    /**
     * The parameters of a request that everything is right with, from a client to the first address it has registered.
     *
     * @param changes names and values in turn; an empty value takes the parameter away
     */
    public static String[] asking(TestClient client, String redirectUri, String... changes) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("client_id", client.id());
        parameters.put("redirect_uri", redirectUri);
        parameters.put("response_type", "code");
        parameters.put("scope", "openid read");
        parameters.put("state", "the state");
        parameters.put("nonce", "the nonce");
        parameters.put("code_challenge", CHALLENGE);
        parameters.put("code_challenge_method", "S256");
        for (int name = 0; name < changes.length; name += 2) {
            parameters.put(changes[name], changes[name + 1]);
        }
        return parameters.entrySet().stream()
                .filter(parameter -> !parameter.getValue().isEmpty())
                .flatMap(parameter -> Stream.of(parameter.getKey(), parameter.getValue()))
                .toArray(String[]::new);
    }

    /** The code of {@link #authorize}. */
    public String code(TestTenant tenant, String... parameters) {
        var answer = authorize(tenant, parameters);
        var code = told(answer).get("code");
        if (code == null) {
            throw new AssertionError("No code: " + answer);
        }
        return code;
    }

    /** What an answer that leads away tells the client in its query. */
    public static Map<String, String> told(Http.Answer answer) {
        var told = new LinkedHashMap<String, String>();
        var location = answer.headers().get("Location");
        if (location != null && location.contains("?")) {
            for (var pair : location.substring(location.indexOf('?') + 1).split("&", -1)) {
                var parts = pair.split("=", 2);
                told.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
            }
        }
        return told;
    }

    private static String decoded(String text) {
        return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Names and values in turn, as a query has them. */
    public static String query(String... parameters) {
        var pairs = new ArrayList<String>();
        for (int name = 0; name < parameters.length; name += 2) {
            pairs.add(encoded(parameters[name]) + "=" + encoded(parameters[name + 1]));
        }
        return String.join("&", pairs);
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Http.Answer follow(Http.Request request) {
        var answer = send(request);
        for (int hops = 0; hops < MOST_REDIRECTS; hops++) {
            var location = answer.headers().get("Location");
            if (location == null || isAway(location)) {
                return answer;
            }
            at = URI.create(at).resolve(location).toString();
            answer = send(http.get(at));
        }
        throw new AssertionError("It goes round in circles: " + answer);
    }

    /** All addresses of the server's own are relative. */
    private static boolean isAway(String location) {
        return URI.create(location).isAbsolute();
    }

    private Http.Answer send(Http.Request request) {
        if (!cookies.isEmpty()) {
            var pairs = new ArrayList<String>();
            cookies.forEach((name, value) -> pairs.add(name + "=" + value));
            request.header("Cookie", String.join("; ", pairs));
        }
        var answer = request.send();
        keep(answer);
        return answer;
    }

    private void keep(Http.Answer answer) {
        for (var cookie : answer.headers().getAll("Set-Cookie")) {
            var pair = cookie.split(";", 2)[0].split("=", 2);
            if (cookie.contains("Max-Age=0")) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
    }
}
