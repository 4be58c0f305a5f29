package dev.tenantry.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.vertx.core.Deployable;
import io.vertx.core.Vertx;

/** How Vert.x is used. */
final class VertxRules {

    private VertxRules() {}

    static ArchRule onlyBusSeesTheEventBus(Root root) {
        return noClasses()
                .that(root.outside("platform.bus"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.core.eventbus..")
                .orShould()
                .accessTargetWhere(describe(
                        "the event bus is asked for",
                        (JavaAccess<?> access) -> access.getName().equals("eventBus")
                                && access.getTargetOwner().isAssignableTo(Vertx.class)));
    }

    static ArchRule internalsOfVertxStayInside(Root root) {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..impl..", "io.vertx..internal..");
    }

    static ArchRule verticlesStandInApp(Root root) {
        return classes().should(new ArchCondition<>("be verticles only in app, and be named so exactly there") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var verticle = type.isAssignableTo(Deployable.class);
                var named = type.getSimpleName().endsWith("Verticle");
                var inApp = root.in("app").test(type);
                events.add(new SimpleConditionEvent(
                        type,
                        verticle == named && (!verticle || inApp),
                        "%s is %s verticle and stands in %s"
                                .formatted(
                                        type.getName(), verticle ? "a" : "no", root.relative(type.getPackageName()))));
            }
        });
    }
}
