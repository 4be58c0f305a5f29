package dev.tenantry.platform.sql.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AnsweredShapesTest {
    private static final String TEXT = "SELECT $1";
    private final AnsweredShapes answered = new AnsweredShapes();

    @Test
    void hasTheSameTextWithValuesOfTheSameClassesAlone() {
        answered.add(AnsweredShapes.of(TEXT, "one", 1).orElseThrow());

        assertThat(AnsweredShapes.of(TEXT, "another", 2))
                .hasValueSatisfying(shape -> assertThat(answered.has(shape)).isTrue());
        for (var other : List.of(new Object[] {"one", 1L}, new Object[] {"one"}, new Object[] {1, "one"})) {
            assertThat(AnsweredShapes.of(TEXT, other))
                    .hasValueSatisfying(shape -> assertThat(answered.has(shape)).isFalse());
        }
        assertThat(AnsweredShapes.of(TEXT, "one", null))
                .hasValueSatisfying(shape -> assertThat(answered.has(shape)).isFalse());
        assertThat(AnsweredShapes.of(TEXT + " ", "one", 1))
                .hasValueSatisfying(shape -> assertThat(answered.has(shape)).isFalse());
    }

    @Test
    void knowsNothingOfValuesWhoseClassDoesNotSayWhetherTheyCanBeSent() {
        for (var value : List.of(new JsonObject(), new JsonArray(), new Object(), new Object[] {"one"}, List.of())) {
            assertThat(AnsweredShapes.of(TEXT, "one", value)).isEmpty();
        }
        assertThat(AnsweredShapes.of(TEXT, Buffer.buffer("one"), UUID.randomUUID(), OffsetDateTime.MIN, 1.0, true))
                .isPresent();
    }

    @Test
    void staysBoundedWhenTextsAreMadeUp() {
        for (int n = 0; n < 5_000; n++) {
            answered.add(AnsweredShapes.of(TEXT + n).orElseThrow());
        }

        assertThat(answered.has(AnsweredShapes.of(TEXT + 1).orElseThrow())).isTrue();
        assertThat(answered.has(AnsweredShapes.of(TEXT + 4_999).orElseThrow())).isFalse();
    }
}
