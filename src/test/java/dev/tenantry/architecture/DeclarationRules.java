package dev.tenantry.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.google.errorprone.annotations.CheckReturnValue;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** How packages, classes and constructors are declared. */
final class DeclarationRules {
    private static final int COLLABORATORS = 6;
    private static final String EMPTY_WORDS =
            "(Base|Abstract)(\\p{Upper}.*)?|.*(Utils?|Helpers?|Manager|Impl|Common|Misc|Base)";

    private DeclarationRules() {}

    static ArchRule packagesAreMarked(Root root) {
        var packages = new AbstractClassesTransformer<JavaPackage>("packages") {
            @Override
            public Iterable<JavaPackage> doTransform(JavaClasses classes) {
                return classes.stream().map(JavaClass::getPackage).distinct().toList();
            }
        };
        return all(packages).should(new ArchCondition<>("have a package-info with @NullMarked and @CheckReturnValue") {
            @Override
            public void check(JavaPackage checked, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        checked,
                        checked.isAnnotatedWith(NullMarked.class) && checked.isAnnotatedWith(CheckReturnValue.class),
                        "The package-info of " + checked.getName() + " lacks @NullMarked or @CheckReturnValue"));
            }
        });
    }

    static ArchRule namesSaySomething(Root root) {
        return noClasses().should().haveNameMatching("(.*[.$])?(" + EMPTY_WORDS + ")");
    }

    static ArchRule constructorsStaySmall(Root root) {
        return constructors()
                .that()
                .areDeclaredInClassesThat(not(describe("records", JavaClass::isRecord)))
                .and()
                .areDeclaredInClassesThat(not(root.oneOf(Set.of("app.Assembly"))))
                .should(new ArchCondition<>("have at most " + COLLABORATORS + " parameters") {
                    @Override
                    public void check(JavaConstructor constructor, ConditionEvents events) {
                        // The compiler adds the name and the number of an enum's constant.
                        var added = constructor.getOwner().isEnum() ? 2 : 0;
                        var parameters = constructor.getRawParameterTypes().size() - added;
                        events.add(new SimpleConditionEvent(
                                constructor,
                                parameters <= COLLABORATORS,
                                constructor.getFullName() + " has " + parameters + " parameters"));
                    }
                });
    }
}
