package dev.tenantry.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which package may know which. */
final class ImportRules {
    private static final AllowedImports TABLE = new AllowedImports();

    private ImportRules() {}

    static ArchRule arrowsAreInTheTable(Root root) {
        return classes().should(new ArchCondition<>("import only what the table of allowed imports has") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(arrow -> root.owns(arrow.getTargetClass()) && leavesItsPackage(arrow))
                        .filter(arrow -> !TABLE.allows(origin(root, arrow), target(root, arrow)))
                        .collect(Collectors.toMap(
                                Dependency::getTargetClass, Function.identity(), (first, second) -> first))
                        .values()
                        .forEach(arrow -> events.add(SimpleConditionEvent.violated(
                                type,
                                AllowedImports.refusal(origin(root, arrow), target(root, arrow)) + " "
                                        + arrow.getDescription())));
            }
        });
    }

    static ArchRule packagesAreInTheTable(Root root) {
        return classes().should(new ArchCondition<>("stand in a package of the table of allowed imports") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var name = root.relative(type.getPackageName());
                events.add(new SimpleConditionEvent(
                        type,
                        TABLE.lists(name),
                        "The package %s of %s is not in the table of allowed imports".formatted(name, type.getName())));
            }
        });
    }

    static ArchRule packagesAreFreeOfCycles(Root root) {
        return SlicesRuleDefinition.slices()
                .assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return root.owns(type)
                                ? SliceIdentifier.of(root.relative(type.getPackageName()))
                                : SliceIdentifier.ignore();
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                })
                .namingSlices("$1")
                .should()
                .beFreeOfCycles();
    }

    private static boolean leavesItsPackage(Dependency arrow) {
        return !arrow.getOriginClass()
                .getPackageName()
                .equals(arrow.getTargetClass().getPackageName());
    }

    private static String origin(Root root, Dependency arrow) {
        return root.relative(arrow.getOriginClass().getPackageName());
    }

    private static String target(Root root, Dependency arrow) {
        return root.relative(arrow.getTargetClass().getPackageName());
    }
}
