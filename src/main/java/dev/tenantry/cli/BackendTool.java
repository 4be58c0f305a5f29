package dev.tenantry.cli;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.tenantry.app.Backend;
import dev.tenantry.app.Closing;
import dev.tenantry.platform.config.Config;
import dev.tenantry.platform.config.Config.Parts;
import dev.tenantry.platform.telemetry.Logging;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Function;

/** A command that does one thing to the backend, beside a running server or without one. */
final class BackendTool {

    private BackendTool() {}

    @CanIgnoreReturnValue
    static <T> T run(Function<Backend, Future<T>> work) throws Exception {
        var config = Config.ofProcess(Parts.API);
        Logging.configure(config.environment(), config.logDir());
        return run(config, work);
    }

    /** The same for a command whose standard output is its answer. */
    static <T> T answer(Function<Backend, Future<T>> work) throws Exception {
        var config = Config.ofProcess(Parts.API);
        Logging.configureBesideAnswer(config.environment());
        return run(config, work);
    }

    private static <T> T run(Config config, Function<Backend, Future<T>> work) throws Exception {
        var vertx = Vertx.vertx();
        var done = Backend.join(vertx, config.environment(), config.backend().orElseThrow(), config.dataDir())
                .compose(backend -> work.apply(backend).eventually(backend::close));
        return Blocking.await(Closing.after(vertx, done));
    }
}
