package dev.tenantry.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.platform.config.Config.Parts;
import dev.tenantry.platform.error.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the environment says, and everything that is wrong with it at once. */
class ConfigTest {
    private static final String SECRET = "0123456789012345678901234567890123456789";

    @TempDir
    Path folder;

    private Config read(String... namesAndValues) {
        var variables = new HashMap<String, String>();
        variables.put("DATA_DIR", folder.resolve("data").toString());
        for (int at = 0; at < namesAndValues.length; at += 2) {
            variables.put(namesAndValues[at], namesAndValues[at + 1]);
        }
        return Config.read(variables, Parts.ALL);
    }

    private static BackendConfig backend(Config config) {
        return config.backend().orElseThrow();
    }

    @Test
    void runsEmbeddedOnLoopbackWhenNothingIsSet() {
        var config = read();

        assertThat(config.environment()).isEqualTo(AppEnvironment.DEVELOPMENT);
        assertThat(backend(config).api()).isEqualTo(new Listener("127.0.0.1", 8080));
        assertThat(config.frontend().listener()).isEqualTo(new Listener("127.0.0.1", 8000));
        assertThat(backend(config).database().server()).isEmpty();
        assertThat(backend(config).oauth().issuer()).hasToString("http://localhost:8080");
        assertThat(backend(config).passwords().minLength()).isEqualTo(8);
    }

    @Test
    void makesSecretsOnceAndKeepsThemWhenDevelopmentHasNone() throws IOException {
        var first = backend(read()).secretKey();
        var file = folder.resolve("data/secret_key");

        assertThat(backend(read()).secretKey()).isEqualTo(first);
        assertThat(first.reveal()).hasSize(43);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void tellsEveryMistakeAtOnceWhenSeveralVariablesAreWrong() {
        assertThatThrownBy(() -> read(
                        "API_PORT", "eighty",
                        "APP_ENV", "prod",
                        "OAUTH2_ISSUER", "ftp://x",
                        "DATABASE_URL", "mysql://x",
                        "CORS_ORIGINS", "example.com",
                        "SECRET_KEY", "short"))
                .isInstanceOf(StartupException.class)
                .hasMessageContainingAll(
                        "6 settings are wrong",
                        "API_PORT",
                        "APP_ENV",
                        "OAUTH2_ISSUER",
                        "DATABASE_URL",
                        "CORS_ORIGINS",
                        "SECRET_KEY");
        assertThat(folder.resolve("data"))
                .as("nothing is written for a wrong configuration")
                .doesNotExist();
    }

    @Test
    void refusesToFetchFromInsideWhenItIsProduction() {
        assertThatThrownBy(() -> read(
                        "APP_ENV",
                        "production",
                        "SECRET_KEY",
                        SECRET,
                        "JWT_SECRET_KEY",
                        SECRET,
                        "API_HOST",
                        "0.0.0.0",
                        "OUTBOUND_ALLOW_LOOPBACK",
                        "true"))
                .hasMessage("OUTBOUND_ALLOW_LOOPBACK must not be set in production.");
        assertThatThrownBy(() -> read("OUTBOUND_ALLOW_LOOPBACK", "yes"))
                .hasMessage("OUTBOUND_ALLOW_LOOPBACK must be true or false, not \"yes\".");
        assertThatThrownBy(() -> read("OUTBOUND_CA", "no certificate"))
                .hasMessage("OUTBOUND_CA must be certificates in PEM.");
    }

    @Test
    void refusesHalfARateAndWhatIsNoRedisWhenTheyAreSet() {
        assertThatThrownBy(() -> read("RATE_LIMIT_PER_MINUTE", "60"))
                .hasMessage("RATE_LIMIT_BURST must be set as well: how fast a tenant may ask is both.");
        assertThatThrownBy(() -> read("RATE_LIMIT_BURST", "60"))
                .hasMessageContaining("RATE_LIMIT_PER_MINUTE must be set");
        for (var wrong : List.of("http://redis", "redis://", "localhost:6379", "redis://:hidden@")) {
            assertThatThrownBy(() -> read("REDIS_URL", wrong))
                    .hasMessage("REDIS_URL must be an address such as redis://localhost:6379.");
        }
        var limits = backend(read(
                        "REDIS_URL", "rediss://user:hidden@redis.example:6380/1",
                        "RATE_LIMIT_PER_MINUTE", "60",
                        "RATE_LIMIT_BURST", "10"))
                .limits();
        assertThat(limits.tenantRequests()).contains(new LimitsConfig.Requests(60, 10));
        assertThat(limits.redis()).isPresent();
        assertThat(limits.toString()).doesNotContain("hidden");
    }

    @Test
    void demandsWhatProductionNeedsWhenItIsProduction() {
        assertThatThrownBy(() -> read("APP_ENV", "production"))
                .hasMessageContainingAll("3 settings are wrong", "SECRET_KEY", "JWT_SECRET_KEY", "API_HOST");
        var config =
                read("APP_ENV", "production", "SECRET_KEY", SECRET, "JWT_SECRET_KEY", SECRET, "API_HOST", "0.0.0.0");

        assertThat(backend(config).api()).isEqualTo(new Listener("0.0.0.0", 8080));
        assertThat(backend(config).passwords().minLength()).isEqualTo(12);
        assertThat(backend(config).tenancy().baseDomain()).isEmpty();
    }

    @Test
    void needsNoSecretsWhenItServesTheFrontendAlone() {
        var config = Config.read(Map.of("APP_ENV", "production", "FRONTEND_HOST", "0.0.0.0"), Parts.FRONTEND);

        assertThat(config.backend()).isEmpty();
        assertThat(config.frontend().listener()).isEqualTo(new Listener("0.0.0.0", 8000));
    }

    @Test
    void demandsOneOfTwoHostsWhenItServesTheFrontendAloneInProduction() {
        var withTheApis = Config.read(Map.of("APP_ENV", "production", "API_HOST", "10.0.0.1"), Parts.FRONTEND);

        assertThat(withTheApis.frontend().listener().host()).isEqualTo("10.0.0.1");
        assertThatThrownBy(() -> Config.read(Map.of("APP_ENV", "production"), Parts.FRONTEND))
                .hasMessageContaining("FRONTEND_HOST")
                .hasMessageNotContaining("API_HOST");
    }

    @Test
    void readsAFileWhenTheVariableNamesOne() throws IOException {
        var file = Files.writeString(folder.resolve("key"), SECRET + "\n");

        assertThat(backend(read("SECRET_KEY_FILE", file.toString())).secretKey())
                .isEqualTo(new Secret(SECRET));
        assertThatThrownBy(() -> read("SECRET_KEY_FILE", file.toString(), "SECRET_KEY", SECRET))
                .hasMessageContaining("set one of them");
        assertThatThrownBy(() -> read("SECRET_KEY_FILE", folder.resolve("none").toString()))
                .hasMessageContaining("cannot be read");
    }

    @Test
    void findsTheDatabaseWhenAUrlOrPartsNameIt() {
        var url = "postgresql://me:p%40ss+word@db.example.com:6543/shop?sslmode=verify-full";
        var expected = server("db.example.com", 6543, "shop", "p@ss+word", "verify-full");

        assertThat(backend(read("DATABASE_URL", url)).database().server()).contains(expected);
        assertThat(backend(read("POSTGRES_HOST", "db", "POSTGRES_USER", "me", "POSTGRES_PASSWORD", "x"))
                        .database()
                        .server())
                .contains(server("db", 5432, "me", "x", "prefer"));
    }

    private static DatabaseServer server(String host, int port, String database, String password, String sslMode) {
        var login = new DatabaseServer.Login("me", new Secret(password));
        return new DatabaseServer(host, port, Optional.empty(), database, login, sslMode);
    }

    @Test
    void refusesWhenTheApplicationWouldConnectAsTheOwner() {
        assertThatThrownBy(() -> read("POSTGRES_USER", "same", "POSTGRES_APP_USER", "same"))
                .hasMessageContaining("bypass row security");
    }

    @Test
    void showsNoSecretWhenItIsPrinted() {
        var printed = read("SECRET_KEY", SECRET, "DATABASE_URL", "postgres://u:hidden-password@h/d")
                .toString();

        assertThat(printed).doesNotContain(SECRET, "hidden-password").contains("***");
    }
}
