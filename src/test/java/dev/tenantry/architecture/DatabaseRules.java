package dev.tenantry.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** Who may reach PostgreSQL, and who may say whose rows are meant. */
final class DatabaseRules {
    private static final Set<String> STATEMENTS = Set.of("list", "first", "change", "unawaited", "batch", "stream");
    private static final String ROW = "io.vertx.sqlclient.Row";

    private static final DescribedPredicate<JavaClass> REPOSITORY = describe(
            "repositories", type -> Root.outermost(type).getSimpleName().endsWith("Repository"));
    private static final DescribedPredicate<JavaClass> CLIENT = describe(
            "the PostgreSQL client, but for reading a Row",
            type -> (type.getPackageName() + ".").matches("io\\.vertx\\.(pgclient|sqlclient)\\..*")
                    && !type.getName().equals(ROW)
                    && !type.getPackageName().equals("io.vertx.sqlclient.data"));

    private DatabaseRules() {}

    static ArchRule onlySqlSeesTheClient(Root root) {
        return noClasses()
                .that(root.outside("platform.sql"))
                .and(root.outside("platform.sql.read"))
                .and(root.outside("platform.sql.listen"))
                .should()
                .dependOnClassesThat(CLIENT);
    }

    static ArchRule onlyRepositoriesRunSql(Root root) {
        return noClasses()
                .that(root.outside("platform.sql"))
                .and(DescribedPredicate.not(REPOSITORY))
                .should()
                .accessTargetWhere(describe(
                        "a statement is run through platform.sql.Sql",
                        (JavaAccess<?> access) -> STATEMENTS.contains(access.getName())
                                && access.getTargetOwner().isAssignableTo(root.full("platform.sql.Sql"))));
    }

    static ArchRule repositoriesArePackagePrivate(Root root) {
        return classes()
                .that()
                .haveSimpleNameEndingWith("Repository")
                .and()
                .areTopLevelClasses()
                .should()
                .bePackagePrivate();
    }

    static ArchRule edgesNeverTouchRepositories(Root root) {
        return noClasses()
                .that(describe(
                        "routes or verticles",
                        type -> Root.outermost(type).getSimpleName().matches(".*(Routes|Verticle)")))
                .should()
                .dependOnClassesThat(REPOSITORY);
    }

    static ArchRule onlyTenantMakesTenantContexts(Root root) {
        return noClasses()
                .that(root.outside("feature.tenant"))
                .should()
                .accessTargetWhere(describe(
                        "a TenantContext is made",
                        (JavaAccess<?> access) -> access.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)
                                && access.getTargetOwner()
                                        .getName()
                                        .equals(root.full("platform.tenancy.TenantContext"))));
    }
}
