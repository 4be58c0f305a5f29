package dev.tenantry.proof;

import dev.tenantry.app.ThrowAwayTenants;
import dev.tenantry.platform.error.StartupException;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.proof.Api.Answer;
import dev.tenantry.proof.Api.Request;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Makes a throw-away tenant the way everybody becomes one, and lets its people sign in. */
final class Registration {
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String TENANT = "X-Tenant-Slug";
    private final Api api;
    private final ThrowAwayTenants tenants;

    Registration(Api api, ThrowAwayTenants tenants) {
        this.api = api;
        this.tenants = tenants;
    }

    /** Who signs in where with what. */
    private record Login(TenantContext tenant, String owner, String viewer, String password) {}

    private record Client(String id, String secret) {}

    Future<Throwaway> register(String slug) {
        var password = UUID.randomUUID().toString();
        var body = new JsonObject()
                .put("tenant_name", "Throw-away tenant of prove-isolation")
                .put("tenant_slug", slug)
                .put("admin_username", slug + "-owner")
                .put("admin_email", slug + "-owner@prove.example")
                .put("admin_password", password);
        return done(Request.of("POST", "/tenants/register").sending(JSON, body.encode()))
                .compose(answer -> tenants.find(new TenantSlug(slug)))
                .map(found -> found.orElseThrow(() -> new StartupException(
                        "The API works with another database than the one that is configured here: the tenant " + slug
                                + " it has registered is not there.")))
                .map(tenant -> new Login(tenant, slug + "-owner", slug + "-viewer", password))
                .compose(login -> tenants.unbind(login.tenant)
                        .compose(unbound -> tenants.addMember(login.tenant, login.viewer, password, Role.VIEWER))
                        .compose(added -> signIn(login)));
    }

    /**
     * The same tenant with credentials that work: what a rightful user does with a route can end a token, a client, a
     * member, and an attack with a dead token proves nothing.
     */
    Future<Throwaway> renewed(Throwaway worn) {
        return whoIs(worn, worn.token())
                .compose(owner -> whoIs(worn, worn.viewerToken())
                        .compose(viewer -> owner.equals(Role.OWNER.wire()) && viewer.equals(Role.VIEWER.wire())
                                ? Future.succeededFuture(worn)
                                : anew(worn)));
    }

    private Future<Throwaway> anew(Throwaway worn) {
        var viewer = worn.slug() + "-" + UUID.randomUUID().toString().substring(0, 8);
        return tenants.addMember(worn.tenant(), viewer, worn.password(), Role.VIEWER)
                .compose(added -> signIn(new Login(worn.tenant(), worn.owner(), viewer, worn.password())));
    }

    /** The role a token stands for; empty when it is dead. */
    private Future<String> whoIs(Throwaway tenant, String token) {
        return api.send(Request.of("GET", "/api/protected")
                        .with(TENANT, tenant.slug())
                        .bearer(token))
                .map(answer -> answer.isSuccess()
                        ? answer.json()
                                .getJsonObject("data")
                                .getJsonObject("caller")
                                .getString("role")
                        : "");
    }

    private Future<Throwaway> signIn(Login login) {
        var slug = login.tenant.slug().value();
        var body = new JsonObject().put("username", login.owner).put("password", login.password);
        return done(Request.of("POST", "/oauth/login").with(TENANT, slug).sending(JSON, body.encode()))
                .map(answer ->
                        String.valueOf(answer.headers().get("Set-Cookie")).split(";", 2)[0])
                .compose(cookie -> client(slug, cookie)
                        .compose(client ->
                                managed(slug, cookie).compose(managed -> tokens(login, cookie, client, managed))));
    }

    private Future<Client> client(String slug, String cookie) {
        var body = new JsonObject()
                // Without the slug, which tells a leak: whoever is asked to sign in for a client reads its name.
                .put("client_name", "A client of prove-isolation")
                .put(
                        "grant_types",
                        new JsonArray(List.of("authorization_code", "password", "refresh_token", "client_credentials")))
                .put("redirect_uris", new JsonArray(List.of("https://prove.example/callback")))
                // Nobody is asked for consent to it: a session that is taken for another's leads straight to a code.
                .put("first_party", true)
                .put("scope", Scope.format(Set.of(Scope.values())));
        return done(Request.of("POST", "/oauth/client/register")
                        .with(TENANT, slug)
                        .with("Cookie", cookie)
                        .sending(JSON, body.encode()))
                .map(answer -> new Client(
                        answer.json().getString("client_id"), answer.json().getString("client_secret")));
    }

    /** A client that registers itself, in a tenant that lets those in who have been given a token. */
    private Future<Throwaway.Managed> managed(String slug, String cookie) {
        var policy = new JsonObject().put("registration", "initial_token");
        var wanted = new JsonObject().put("uses", 1_000_000);
        var metadata = new JsonObject()
                .put("client_name", slug + "-managed")
                .put("redirect_uris", new JsonArray().add("https://" + slug + ".prove.example/"));
        return done(byOwner("PUT", "/oauth/registration/policy", slug, cookie).sending(JSON, policy.encode()))
                .compose(open -> done(byOwner("POST", "/oauth/registration/tokens", slug, cookie)
                        .sending(JSON, wanted.encode())))
                .map(answer -> answer.json().getJsonObject("data").getString("initial_access_token"))
                .compose(token -> done(Request.of("POST", RouteAttacks.SELF_REGISTRATION)
                                .with(TENANT, slug)
                                .bearer(token)
                                .sending(JSON, metadata.encode()))
                        .map(answer -> new Throwaway.Managed(
                                answer.json().getString("client_id"),
                                answer.json().getString("registration_access_token"),
                                token)));
    }

    private static Request byOwner(String method, String path, String slug, String cookie) {
        return Request.of(method, path).with(TENANT, slug).with("Cookie", cookie);
    }

    private Future<Throwaway> tokens(Login login, String cookie, Client client, Throwaway.Managed managed) {
        var narrow = new EnumMap<Scope, String>(Scope.class);
        return token(login, client, login.owner, Set.of(Scope.PROFILE))
                .onSuccess(given -> narrow.put(Scope.PROFILE, given.getString("access_token")))
                .compose(given -> token(login, client, login.owner, Set.of(Scope.EMAIL)))
                .onSuccess(given -> narrow.put(Scope.EMAIL, given.getString("access_token")))
                .compose(given -> token(login, client, login.viewer, Set.of(Scope.values())))
                .compose(viewer -> firstParty(login)
                        .compose(firstParty -> token(login, client, login.owner, Set.of(Scope.values()))
                                .map(owner -> new Throwaway(
                                        login.tenant,
                                        login.owner,
                                        login.password,
                                        cookie,
                                        client.id,
                                        client.secret,
                                        owner.getString("access_token"),
                                        owner.getString("refresh_token"),
                                        firstParty,
                                        viewer.getString("access_token"),
                                        managed,
                                        Map.copyOf(narrow)))));
    }

    private Future<String> firstParty(Login login) {
        var body = new JsonObject().put("username", login.owner).put("password", login.password);
        return done(Request.of("POST", "/api/auth/login")
                        .with(TENANT, login.tenant.slug().value())
                        .sending(JSON, body.encode()))
                .map(answer -> answer.json().getJsonObject("data").getString("refresh_token"));
    }

    private Future<JsonObject> token(Login login, Client client, String username, Set<Scope> scopes) {
        var form = form(Map.of(
                "grant_type",
                "password",
                "username",
                username,
                "password",
                login.password,
                "client_id",
                client.id,
                "client_secret",
                client.secret,
                "scope",
                Scope.format(scopes)));
        return done(Request.of("POST", "/oauth/token")
                        .with(TENANT, login.tenant.slug().value())
                        .sending(FORM, form))
                .map(Answer::json);
    }

    static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Future<Answer> done(Request request) {
        return api.send(request)
                .compose(answer -> answer.isSuccess()
                        ? Future.succeededFuture(answer)
                        : Future.failedFuture(new StartupException("The throw-away tenants cannot be made: "
                                + request.method() + " " + request.path() + " answered " + answer.status() + " "
                                + answer.body())));
    }
}
