package dev.tenantry.frontend;

import dev.tenantry.frontend.signin.SignIns;
import dev.tenantry.platform.config.FrontendConfig;
import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Pipeline;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.RequestBody;
import dev.tenantry.platform.net.ClientAddress;
import dev.tenantry.platform.view.StaticFiles;
import dev.tenantry.platform.view.Templates;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The web site: every page, the files the pages are made of, and its health. */
public final class Frontend {

    private static final Answer PAGE = Answer.html("A page");

    private Frontend() {}

    /** A router that serves the site; it is ready when its static files have been read. */
    public static Future<Router> open(Vertx vertx, FrontendConfig config) {
        return vertx.executeBlocking(StaticFiles::ofClassPath).map(files -> router(vertx, config, files));
    }

    private static Router router(Vertx vertx, FrontendConfig config, StaticFiles files) {
        var pages = new Pages(new Templates(), files.addresses(), config.publicApiUrl());
        var errors = new ErrorPage(pages);
        var api = new ApiStatus(vertx, config);
        var routes = new ArrayList<Route<?>>(files.routes());
        var clock = Clock.systemUTC();
        var signIns = new SignIns(vertx, config, clock);
        var signIn = new SignInPages(pages, signIns, config.publicUrl());
        var console = new ConsolePage(pages, signIns, signIn, clock);
        routes.add(page("/", new WelcomePage(pages, api, signIn)::show).tellingErrors(errors::render));
        routes.add(page("/signin", signIn::begin).tellingErrors(errors::render));
        routes.add(page("/signin/callback", signIn::finish).tellingErrors(errors::render));
        routes.add(page("/console", console::show).tellingErrors(errors::render));
        routes.add(new Route<>(
                        HttpMethod.POST,
                        "/signout",
                        new Access.Everyone(),
                        SignInPages.SIGN_OUT_FORM,
                        PAGE,
                        signIn::end)
                .tellingErrors(errors::render));
        routes.add(page("/health", new Health(api)::tell));
        return Pipeline.ofPages(new ClientAddress(config.listener().trustedProxies()), errors::render)
                .router(vertx, List.copyOf(routes));
    }

    private static Route<RequestBody.Nothing> page(String path, Route.Handler<RequestBody.Nothing> handler) {
        return new Route<>(HttpMethod.GET, path, new Access.Everyone(), RequestBody.NONE, PAGE, handler);
    }
}
