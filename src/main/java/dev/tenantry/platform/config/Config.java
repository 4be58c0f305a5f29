package dev.tenantry.platform.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The whole configuration of one process.
 *
 * @param dataDir where an embedded database and generated secrets live ({@code DATA_DIR})
 * @param logDir where log files go, rotated; empty: standard output only ({@code LOG_DIR})
 * @param backend present unless the process serves the frontend alone
 */
public record Config(
        AppEnvironment environment,
        Parts parts,
        Path dataDir,
        Optional<Path> logDir,
        FrontendConfig frontend,
        Optional<BackendConfig> backend) {
    /** What one process serves: everything, or one half of it. */
    public enum Parts {
        ALL,
        API,
        FRONTEND;

        public boolean api() {
            return this != FRONTEND;
        }

        public boolean frontend() {
            return this != API;
        }
    }

    private static final String LOOPBACK = "127.0.0.1";

    /** Reads this process's own environment. */
    public static Config ofProcess(Parts parts) {
        return read(System.getenv(), parts);
    }

    /** @throws dev.tenantry.platform.error.StartupException naming every mistake at once */
    public static Config read(Map<String, String> variables, Parts parts) {
        var settings = new Settings(variables);
        var environment = settings.choice("APP_ENV", AppEnvironment.DEVELOPMENT);
        var dataDir = Path.of(settings.text("DATA_DIR", "./data"));
        if (environment.isProduction()) {
            demandHosts(settings, parts);
        }
        var api = new Listener(
                settings.text("API_HOST", LOOPBACK),
                settings.integer("API_PORT", 8080, 1, 65_535),
                Listener.Tls.read(settings),
                settings.networks("TRUSTED_PROXIES", ""));
        var frontend = FrontendConfig.read(settings, api);
        var backend = parts.api()
                ? Optional.of(backend(settings, environment, api, pages(settings, environment, frontend), dataDir))
                : Optional.<BackendConfig>empty();
        var logDir = settings.find("LOG_DIR").map(Path::of);
        settings.orThrow();
        return new Config(environment, parts, dataDir, logDir, frontend, backend);
    }

    /** In production nobody is sent to an address that nobody has said. */
    private static Optional<URI> pages(Settings settings, AppEnvironment environment, FrontendConfig frontend) {
        return environment.isProduction() && settings.find("FRONTEND_URL").isEmpty()
                ? Optional.empty()
                : Optional.of(frontend.publicUrl());
    }

    private static BackendConfig backend(
            Settings settings, AppEnvironment environment, Listener api, Optional<URI> frontend, Path dataDir) {
        var database = DatabaseConfig.read(settings);
        var oauth = OAuthConfig.read(settings, api, frontend);
        var tenancy = TenancyConfig.read(settings, environment);
        var passwords = PasswordConfig.read(settings, environment);
        var outbound = BackendConfig.Outbound.read(settings, environment);
        var corsOrigins = settings.list("CORS_ORIGINS");
        corsOrigins.stream()
                .filter(origin -> !isOrigin(origin))
                .forEach(origin -> settings.mistake(
                        "CORS_ORIGINS",
                        "holds \"" + origin + "\", which is no origin such as https://app.example.com"));
        var secrets = new InstallationSecrets(settings, environment, dataDir);
        return new BackendConfig(
                api,
                database,
                secrets.read("SECRET_KEY"),
                secrets.read("JWT_SECRET_KEY"),
                oauth,
                tenancy,
                passwords,
                outbound,
                LimitsConfig.read(settings),
                corsOrigins);
    }

    /** Nobody is to be reachable, or unreachable, by a default. The frontend listens where the API does unless told. */
    private static void demandHosts(Settings settings, Parts parts) {
        if (settings.find("API_HOST").isPresent()) {
            return;
        }
        if (parts.api()) {
            settings.mistake("API_HOST", "must be set in production: the address to listen on, 0.0.0.0 for every one");
        } else if (settings.find("FRONTEND_HOST").isEmpty()) {
            settings.mistake(
                    "FRONTEND_HOST", "must be set in production: the address to listen on, 0.0.0.0 for every one");
        }
    }

    /** The same, with the API listening elsewhere. */
    public Config withApiAt(Listener listener) {
        return new Config(
                environment, parts, dataDir, logDir, frontend, backend.map(settings -> settings.listeningAt(listener)));
    }

    private static boolean isOrigin(String text) {
        try {
            var uri = URI.create(text);
            return uri.getHost() != null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && text.equals(uri.getScheme() + "://" + uri.getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
