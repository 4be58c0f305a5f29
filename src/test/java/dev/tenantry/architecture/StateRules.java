package dev.tenantry.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What a process may keep outside of its objects: nothing that changes. */
final class StateRules {
    private static final Map<String, String> MAY_CHANGE = Map.of(
            "platform.embedded.FolderLock",
            "POSIX keeps file locks by process, so what this process holds is known here");

    private static final List<String> INTERFACES_OF_COLLECTIONS =
            List.of("java.util.Collection", "java.util.List", "java.util.Set", "java.util.Map");
    private static final List<String> MUTABLE = List.of(
            "java.lang.Appendable",
            "java.lang.ThreadLocal",
            "java.util.Calendar",
            "java.util.Collection",
            "java.util.Date",
            "java.util.Map",
            "java.util.concurrent.Executor",
            "java.util.concurrent.locks.Lock",
            "com.github.benmanes.caffeine.cache.Cache",
            "io.vertx.core.Vertx",
            "io.vertx.core.buffer.Buffer",
            "io.vertx.core.json.JsonArray",
            "io.vertx.core.json.JsonObject");

    private StateRules() {}

    static ArchRule onlyConfigReadsTheEnvironment(Root root) {
        return noClasses()
                .that(root.outside("platform.config"))
                .should()
                .accessTargetWhere(access("the environment is read", System.class, "getenv"));
    }

    static ArchRule onlyEmbeddedSeesAnEnvironmentOfPrograms(Root root) {
        return noClasses()
                .that(root.outside("platform.embedded"))
                .should()
                .accessTargetWhere(access("the environment of a program is seen", ProcessBuilder.class, "environment"));
    }

    static ArchRule staticsNeverChange(Root root) {
        return fields().that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .and()
                .areNotDeclaredIn(Object.class)
                .should(new ArchCondition<>("be final and of a type that never changes") {
                    @Override
                    public void check(JavaField field, ConditionEvents events) {
                        var fine = root.oneOf(MAY_CHANGE.keySet()).test(field.getOwner())
                                || (field.getModifiers().contains(JavaModifier.FINAL)
                                        && !isMutable(field.getRawType())
                                        && !isFilledWithMutable(field));
                        events.add(new SimpleConditionEvent(
                                field, fine, "The static " + field.getFullName() + " can change"));
                    }
                });
    }

    private static boolean isMutable(JavaClass type) {
        return type.isArray()
                || type.getPackageName().equals("java.util.concurrent.atomic")
                || (!INTERFACES_OF_COLLECTIONS.contains(type.getName())
                        && MUTABLE.stream().anyMatch(type::isAssignableTo));
    }

    /** A Set, List or Map is taken for an immutable one, unless its class makes mutable ones while it is initialised. */
    private static boolean isFilledWithMutable(JavaField field) {
        return INTERFACES_OF_COLLECTIONS.contains(field.getRawType().getName())
                && field.getOwner().getStaticInitializer().stream()
                        .map(JavaStaticInitializer::getConstructorCallsFromSelf)
                        .flatMap(Collection::stream)
                        .map(JavaAccess::getTargetOwner)
                        .anyMatch(made -> made.isAssignableTo(Collection.class) || made.isAssignableTo(Map.class));
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaAccess<?>> access(
            String description, Class<?> owner, String method) {
        return describe(
                description,
                access -> access.getName().equals(method)
                        && access.getTargetOwner().isEquivalentTo(owner));
    }
}
