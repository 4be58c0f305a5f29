package dev.tenantry.platform.config;

import dev.tenantry.platform.config.DatabaseServer.Login;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * PostgreSQL.
 *
 * @param server the server to use, logged in as the owner that migrates; empty: the embedded one
 * @param appUser the role the application connects as: it owns nothing and cannot bypass row security
 * @param appPassword its password; empty: derived from {@code SECRET_KEY}
 * @param poolSize connections a node keeps to the database
 */
public record DatabaseConfig(
        Optional<DatabaseServer> server, String appUser, Optional<Secret> appPassword, int poolSize) {
    private static final Set<String> SSL_MODES = Set.of("disable", "prefer", "require", "verify-ca", "verify-full");
    private static final Set<String> SERVER_VARIABLES =
            Set.of("POSTGRES_HOST", "POSTGRES_PORT", "POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD");

    /** {@code appPassword} when it was given, else one derived from the secret every node shares. */
    public Secret appPassword(Secret secretKey) {
        return appPassword.orElseGet(() -> new Secret(
                java.util.HexFormat.of().formatHex(secretKey.derive("password of the application's database role"))));
    }

    static DatabaseConfig read(Settings settings) {
        var appUser = settings.matching(
                "POSTGRES_APP_USER",
                "tenantry_app",
                name -> name.matches("[a-z_][a-z0-9_]{0,62}"),
                "must be a role name of lower-case letters, digits and _");
        var server = settings.find("DATABASE_URL").isPresent() ? fromUrl(settings) : fromParts(settings);
        if (server.isPresent() && server.get().user().equals(appUser)) {
            settings.mistake(
                    "POSTGRES_APP_USER", "must not be the role that owns the tables: it would bypass row security");
        }
        return new DatabaseConfig(
                server,
                appUser,
                settings.find("POSTGRES_APP_PASSWORD").map(Secret::new),
                settings.integer("POSTGRES_POOL_SIZE", 16, 1, 500));
    }

    private static Optional<DatabaseServer> fromParts(Settings settings) {
        if (SERVER_VARIABLES.stream().allMatch(name -> settings.find(name).isEmpty())) {
            return Optional.empty();
        }
        var user = settings.text("POSTGRES_USER", "postgres");
        return Optional.of(new DatabaseServer(
                settings.text("POSTGRES_HOST", "localhost"),
                settings.integer("POSTGRES_PORT", 5432, 1, 65_535),
                Optional.empty(),
                settings.text("POSTGRES_DB", user),
                new Login(user, new Secret(settings.text("POSTGRES_PASSWORD", ""))),
                sslMode(settings, settings.text("POSTGRES_SSLMODE", "prefer"), "POSTGRES_SSLMODE")));
    }

    private static Optional<DatabaseServer> fromUrl(Settings settings) {
        var name = "DATABASE_URL";
        try {
            var uri = new URI(settings.text(name, ""));
            var userInfo = uri.getRawUserInfo();
            var path = uri.getRawPath();
            if (("postgres".equals(uri.getScheme()) || "postgresql".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && userInfo != null
                    && path != null
                    && path.length() > 1) {
                var colon = userInfo.indexOf(':');
                var password =
                        colon < 0 ? settings.text("POSTGRES_PASSWORD", "") : decode(userInfo.substring(colon + 1));
                return Optional.of(new DatabaseServer(
                        uri.getHost(),
                        uri.getPort() < 0 ? 5432 : uri.getPort(),
                        Optional.empty(),
                        decode(path.substring(1)),
                        new Login(decode(colon < 0 ? userInfo : userInfo.substring(0, colon)), new Secret(password)),
                        sslMode(settings, sslModeOf(uri), name)));
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            // reported below; the value is not shown, it may hold a password
        }
        settings.mistake(name, "must look like postgresql://user:password@host:5432/database");
        return Optional.empty();
    }

    private static String sslModeOf(URI uri) {
        var query = uri.getRawQuery();
        return Arrays.stream((query == null ? "" : query).split("&"))
                .filter(pair -> pair.startsWith("sslmode="))
                .map(pair -> decode(pair.substring("sslmode=".length())))
                .findFirst()
                .orElse("prefer");
    }

    private static String sslMode(Settings settings, String mode, String name) {
        if (!SSL_MODES.contains(mode)) {
            settings.mistake(
                    name, "has an unknown sslmode; known are disable, prefer, require, verify-ca, verify-full");
        }
        return mode;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
