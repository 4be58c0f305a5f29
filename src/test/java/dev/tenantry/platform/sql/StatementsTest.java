package dev.tenantry.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every statement of every repository is one that the migrated database understands. */
@ExtendWith(VertxExtension.class)
class StatementsTest {

    @Test
    void preparesEveryStatementWhenTheDatabaseIsMigrated(Vertx vertx) {
        try (var server = TestServer.start(vertx, Map.of())) {
            var statements = statements();
            for (int n = 0; n < statements.size(); n++) {
                TestPostgres.execute(server.database(), "PREPARE statement_" + n + " AS " + statements.get(n));
            }
            assertThat(statements).hasSizeGreaterThan(20);
        }
    }

    private static List<String> statements() {
        var found = new ArrayList<String>();
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.tenantry");
        for (JavaClass one : classes) {
            if (one.getSimpleName().endsWith("Repository")) {
                Arrays.stream(one.reflect().getDeclaredFields())
                        .filter(StatementsTest::isStatement)
                        .map(StatementsTest::text)
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static boolean isStatement(Field field) {
        return Modifier.isStatic(field.getModifiers()) && field.getType() == String.class;
    }

    private static String text(Field field) {
        try {
            field.setAccessible(true);
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
