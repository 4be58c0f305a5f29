package dev.tenantry.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Function;

/** Every rule about our classes. */
@SuppressWarnings("ImmutableEnumChecker") // The functions are references to static methods.
enum ArchitectureRule {
    ARROWS_ARE_IN_THE_TABLE(ImportRules::arrowsAreInTheTable),
    PACKAGES_ARE_IN_THE_TABLE(ImportRules::packagesAreInTheTable),
    PACKAGES_ARE_FREE_OF_CYCLES(ImportRules::packagesAreFreeOfCycles),
    ONLY_SQL_SEES_THE_CLIENT(DatabaseRules::onlySqlSeesTheClient),
    ONLY_REPOSITORIES_RUN_SQL(DatabaseRules::onlyRepositoriesRunSql),
    REPOSITORIES_ARE_PACKAGE_PRIVATE(DatabaseRules::repositoriesArePackagePrivate),
    EDGES_NEVER_TOUCH_REPOSITORIES(DatabaseRules::edgesNeverTouchRepositories),
    ONLY_TENANT_MAKES_TENANT_CONTEXTS(DatabaseRules::onlyTenantMakesTenantContexts),
    ONLY_BUS_SEES_THE_EVENT_BUS(VertxRules::onlyBusSeesTheEventBus),
    INTERNALS_OF_VERTX_STAY_INSIDE(VertxRules::internalsOfVertxStayInside),
    VERTICLES_STAND_IN_APP(VertxRules::verticlesStandInApp),
    NOTHING_WAITS(BlockingRules::nothingWaits),
    ONLY_MIGRATION_AND_PROBE_USE_JDBC(BlockingRules::onlyMigrationAndProbeUseJdbc),
    ONLY_CONFIG_READS_THE_ENVIRONMENT(StateRules::onlyConfigReadsTheEnvironment),
    ONLY_EMBEDDED_SEES_AN_ENVIRONMENT_OF_PROGRAMS(StateRules::onlyEmbeddedSeesAnEnvironmentOfPrograms),
    STATICS_NEVER_CHANGE(StateRules::staticsNeverChange),
    PACKAGES_ARE_MARKED(DeclarationRules::packagesAreMarked),
    NAMES_SAY_SOMETHING(DeclarationRules::namesSaySomething),
    CONSTRUCTORS_STAY_SMALL(DeclarationRules::constructorsStaySmall);

    private final Function<Root, ArchRule> rule;

    ArchitectureRule(Function<Root, ArchRule> rule) {
        this.rule = rule;
    }

    /** One line for each violation. */
    List<String> violations(Root root, JavaClasses classes) {
        return rule.apply(root).evaluate(classes).getFailureReport().getDetails();
    }
}
