package dev.tenantry.platform.http.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTreeTest {
    private final PathTree<String> tree = new PathTree<>();

    PathTreeTest() {
        for (var pattern : new String[] {
            "/",
            "/things",
            "/things/{id}",
            "/things/new",
            "/things/{id}/parts/{part}",
            "/{any}/parts/last",
            "/tenants/{tenant}/things/{id}",
            "/tenants/register"
        }) {
            tree.add(pattern, pattern);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/things, /things",
        "/things/7, /things/{id}",
        "/things/new, /things/new",
        "/things/new/parts/2, /things/{id}/parts/{part}",
        "/things/parts/last, /{any}/parts/last",
        "/tenants/register, /tenants/register",
        "/tenants/register/things/1, /tenants/{tenant}/things/{id}"
    })
    void findsWhatFitsTextBeforeNames(String path, String pattern) {
        assertThat(tree.find(path, served -> true))
                .hasValueSatisfying(found -> assertThat(found.served()).isEqualTo(pattern));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "things", "//", "/things/", "/things//parts/2", "/Things", "/things/7/", "/tenants/acme"})
    void findsNothingWhenNoPatternFits(String path) {
        assertThat(tree.find(path, served -> true)).isEmpty();
    }

    @Test
    void goesOnToTheNextWhenTheFirstIsNotWanted() {
        var found = tree.find("/things/new", served -> !served.equals("/things/new"));
        assertThat(found).hasValueSatisfying(other -> {
            assertThat(other.served()).isEqualTo("/things/{id}");
            assertThat(other.parameters()).isEqualTo(Map.of("id", "new"));
        });
    }

    @Test
    void decodesEachSegmentByItself() {
        var found = tree.find("/things/a%2Fb+c%20d/parts/%C3%A9", served -> true);
        assertThat(found)
                .hasValueSatisfying(
                        known -> assertThat(known.parameters()).isEqualTo(Map.of("id", "a/b+c d", "part", "é")));
    }

    @Test
    void refusesWhatCannotBeDecoded() {
        assertThatThrownBy(() -> tree.find("/things/%zz", served -> true)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givesThePatternsOwnNamesWhenTwoHaveTheSameShape() {
        tree.add("/things/{other}", "second");
        assertThat(tree.find("/things/7", served -> served.equals("second")))
                .hasValueSatisfying(known -> assertThat(known.parameters()).isEqualTo(Map.of("other", "7")));
    }
}
