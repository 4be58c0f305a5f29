package dev.tenantry.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.SuiteLog;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs after every other test and reads what all of them made the product log (A29). */
@Tag("log")
@Order(Integer.MAX_VALUE)
@Isolated("it reads what all others have made the product log")
class SuiteLogIT {

    @Test
    void holdsNoSecretWhenTheWholeSuiteHasRun() {
        var log = SuiteLog.read();

        assertThat(log.values().stream().flatMap(lines -> lines.stream()))
                .as("requests are in it")
                .anyMatch(line -> line.contains("\"request_id\":") && line.contains("/oauth/token"));
        assertThat(SuiteLog.leaks(log)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Refused tnr_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "token eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.e30.AA",
                "Set-Cookie: tenantry_session_acme=x; Path=/",
                "headers: cookie: a=b",
                "__Host-tenantry_browser=abc",
                "Authorization: Basic Y2xpZW50OnNlY3JldA==",
                "Login[admin, correct horse battery]",
                "body: grant_type=password&username=admin&password=x",
                "GET /signin/callback?code=abc&state=def",
                "GET /oauth/end_session?id_token_hint=abc",
                "{\"username\":\"admin\",\"admin_password\":\"x\"}",
                "{\"client_secret\" : \"x\"}",
                "cannot connect to postgresql://tenantry:hidden@db:5432/tenantry",
                "SECRET_KEY is a secret that is long enough for every test",
                "-----BEGIN PRIVATE KEY-----"
            })
    void noticesWhenASecretIsPlanted(String line) {
        assertThat(SuiteLog.secretsIn("09:00:00.000 INFO  d.t.p.http.Pipeline " + line))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"time\":\"2026-11-21T09:32:08Z\",\"method\":\"POST\",\"path\":\"/oauth/token\",\"status\":200}",
                "Unpacking PostgreSQL into /data/postgres-bin/39199ba7-15114736",
                "Applied 7 migrations to 127.0.0.1:40307/tenantry",
                "BackendConfig[secretKey=***, jwtSecretKey=***]",
                "http://127.0.0.1:45925/status does not answer: Connection refused: /127.0.0.1:45925"
            })
    void staysQuietWhenALineIsSound(String line) {
        assertThat(SuiteLog.secretsIn(line)).isEmpty();
    }
}
