package dev.tenantry.feature.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.platform.config.PasswordConfig;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.House;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which passwords are refused: by the rules alone, and wherever one is set. */
@ExtendWith(VertxExtension.class)
class PasswordRulesTest {
    private static final List<String> NAMES = List.of("alice.w", "awonder@acme.example", "acme", "bob");

    private static void check(Vertx vertx, boolean refuseCommon, String password) {
        Await.result(new PasswordRules(vertx, new PasswordConfig(8, refuseCommon, 1, 1))
                .check("password", password, NAMES)
                .map("allowed"));
    }

    @ParameterizedTest
    @CsvSource({
        "password, is one of",
        "PassWord, is one of",
        "sunshine, is one of",
        "password2024!, is one of",
        "P@ssw0rd2024, is one of",
        "!!dragon!!, is one of",
        "qwertyuiop12, is one of",
        "passwordpassword, is one of",
        "aaaaaaaaaaaa, must not repeat",
        "abcabcabcabc, must not repeat",
        "1212343434, must not repeat",
        "abcdefghijkl, must not repeat",
        "987654321098, must not repeat",
        "xx-alice.w-99, must not hold",
        "myAWONDERname, must not hold",
        "acme for ever, must not hold"
    })
    void refusesWhenAPasswordIsGuessedFirst(String password, String problem, Vertx vertx) {
        assertThatThrownBy(() -> check(vertx, true, password))
                .isInstanceOfSatisfying(
                        AppException.class,
                        refused -> assertThat(refused.details()).singleElement().satisfies(detail -> {
                            assertThat(detail.field()).isEqualTo("password");
                            assertThat(detail.problem()).startsWith(problem);
                        }));
        check(vertx, false, password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "kIj7-fjw2-pqA9",
                "dragon8372-klmsq",
                "bobsleigh on tuesdays",
                "пароль неизвестный",
                "monkey8391047"
            })
    void allowsWhenNobodyWouldGuess(String password, Vertx vertx) {
        check(vertx, true, password);
    }

    @Test
    void refusesWhenItIsTooShortOrTooLong(Vertx vertx) {
        assertThatThrownBy(() -> check(vertx, true, "kIj7-fj")).isInstanceOf(AppException.class);
        assertThatThrownBy(() -> check(vertx, false, "x".repeat(257))).isInstanceOf(AppException.class);
    }

    @Test
    void refusesWhereverAPasswordIsSetWhenTheSettingSaysSo(Vertx vertx) {
        try (var server = TestServer.start(vertx, Map.of("PASSWORD_REFUSE_COMMON", "true"))) {
            assertThat(server.http()
                            .post("/tenants/register")
                            .json(Map.of(
                                    "tenant_name", "Acme",
                                    "tenant_slug", "acme",
                                    "admin_username", "admin",
                                    "admin_email", "a@acme.example",
                                    "admin_password", "password2024"))
                            .send()
                            .wrongFields())
                    .containsExactly("admin_password");
            var house = new House(server, "strict");
            var invitation = house.invitation("admin", "new@strict.example", "user");
            assertThat(server.http()
                            .post("/api/v1/invitations/accept")
                            .tenant("strict")
                            .json(Map.of("token", invitation, "username", "newbie", "password", "the newbie here"))
                            .send()
                            .wrongFields())
                    .containsExactly("password");
            assertThat(house.request("POST", "/api/auth/password", house.token("manager"))
                            .json(Map.of("current_password", TestServer.PASSWORD, "new_password", "strict manager"))
                            .send()
                            .wrongFields())
                    .containsExactly("new_password");
            assertThat(house.accept(invitation, "newbie").status()).isEqualTo(201);
        }
    }
}
