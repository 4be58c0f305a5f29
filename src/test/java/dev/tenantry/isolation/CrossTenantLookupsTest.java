package dev.tenantry.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tenantry.platform.sql.ControlDatabase;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The one place that lists what is read across tenants on purpose. Another look-up fails here until it is listed. */
class CrossTenantLookupsTest {
    private static final Set<String> TABLES = Set.of(
            "tenants",
            "people",
            "credentials",
            "signing_keys",
            "revocations",
            "registered_origins",
            "plans",
            "plan_limits",
            "installation",
            "verified_domains");

    /** Each method, with the number of times it asks for the door. */
    private static final Set<String> LOOKUPS = Set.of(
            "feature.tenant.Tenants.find 1",
            "feature.tenant.Tenants.byDomain 1",
            "feature.tenant.Tenants.page 1",
            "feature.tenant.Tenants.contexts 1",
            "feature.tenant.Tenants.beginning 1",
            "feature.plan.Plans.reload 1",
            "feature.tenant.Operators.search 1",
            "feature.tenant.Operators.get 1",
            "feature.tenant.Operators.purge 1",
            "feature.tenant.Operators.purgeDue 1",
            "feature.tenant.Operators.setStatus 1",
            "feature.tenant.Operators.tellOperators 1",
            "feature.tenant.Domains.judge 1",
            "feature.tenant.Domains.proved 1",
            "feature.tenant.Domains.checkDue 1",
            "feature.tenant.Domains.check 3",
            "feature.tenant.Domains.ofHolder 1",
            "feature.oauth.key.KeyRing.rotate 1",
            "feature.oauth.key.KeyRing.reload 1",
            "feature.oauth.client.RegisteredOrigins.isOfAnybody 1",
            "feature.identity.People.passwordHash 1",
            "platform.revocation.RevocationFeed.clean 1",
            "platform.revocation.RevocationFeed.portion 1",
            "platform.sql.ControlDatabase.ping 1");

    static JavaClasses main;

    @BeforeAll
    static void read() {
        main = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.tenantry");
    }

    @Test
    void findWhenReadingMainThenOnlyTheseLookUpAcrossTenants() {
        assertThat(main.get(ControlDatabase.class).getAccessesToSelf().stream()
                        .filter(access -> access.getName().equals("acrossTenants"))
                        .map(CrossTenantLookupsTest::origin)
                        .collect(Collectors.groupingBy(name -> name, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue()))
                .containsExactlyInAnyOrderElementsOf(LOOKUPS);
    }

    @Test
    void readWhenAskedForTablesWithoutATenantThenOnlyTheseAreThere() {
        assertThat(ProductTables.withoutTenant()).isEqualTo(TABLES);
    }

    private static String origin(JavaAccess<?> access) {
        return access.getOriginOwner().getName().replace("dev.tenantry.", "") + "."
                + access.getOrigin().getName();
    }
}
