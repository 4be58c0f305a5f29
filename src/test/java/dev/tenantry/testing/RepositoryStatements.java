package dev.tenantry.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Every statement of every repository, by the name of its constant. */
public final class RepositoryStatements {

    private RepositoryStatements() {}

    public static Map<String, String> all() {
        var found = new TreeMap<String, String>();
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.tenantry");
        for (JavaClass one : classes) {
            if (one.getSimpleName().endsWith("Repository")) {
                Arrays.stream(one.reflect().getDeclaredFields())
                        .filter(RepositoryStatements::isStatement)
                        .forEach(field -> found.put(one.getSimpleName() + "." + field.getName(), text(field)));
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
