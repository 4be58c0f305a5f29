package dev.tenantry;

import dev.tenantry.app.Application;
import dev.tenantry.platform.config.Config;
import dev.tenantry.platform.config.Config.Parts;
import dev.tenantry.platform.feature.Feature;
import io.vertx.core.Future;
import java.util.List;

/** Starts Tenantry inside a program of your own. */
public final class Tenantry {

    private Tenantry() {}

    /**
     * Serves the API and the frontend as the environment's variables say, with these features beside the built-in ones and
     * those found on the class path.
     */
    public static Future<Application> start(Feature... features) {
        return Application.start(Config.ofProcess(Parts.ALL), List.of(features));
    }
}
