package dev.tenantry.platform.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenantry.platform.config.DatabaseServer;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.error.StartupException;
import dev.tenantry.testing.TestPostgres;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever would let one tenant reach or notice another's rows is refused by its name, and nothing else is. */
class CatalogueTest {
    /** The least that the platform's own tables refer to. */
    private static final List<String> FEATURES = List.of("tenant");

    private static final String TENANT = "NULLIF(current_setting('app.tenant_id', true), '')::uuid";
    private static final String OWN = "tenant_id = " + TENANT;

    private final DatabaseServer owner = TestPostgres.freshDatabase();
    private final Migrations migrations =
            new Migrations(owner, owner.as("role_" + owner.database(), new Secret("a password")), false);

    private enum Fault {
        VIEW(
                "the view all_things reads past row security: make it WITH (security_invoker = true)",
                "CREATE VIEW all_things AS SELECT * FROM things"),
        VIEW_THAT_SAYS_NO("the view all_things reads past", """
                CREATE VIEW all_things WITH (security_invoker = off, check_option = local) AS
                SELECT * FROM things WHERE name = 'x'"""),
        MATERIALIZED_VIEW(
                "the materialized view all_things cannot have row security",
                "CREATE MATERIALIZED VIEW all_things AS SELECT * FROM things"),
        FOREIGN_TABLE(
                "the foreign table far cannot have row security",
                "CREATE FOREIGN DATA WRAPPER nothing",
                "CREATE SERVER nowhere FOREIGN DATA WRAPPER nothing",
                "CREATE FOREIGN TABLE far (tenant_id uuid) SERVER nowhere"),
        SECOND_POLICY(
                "things has other policies than the one tenant_table('things') makes: anybody, own_tenant",
                "CREATE POLICY anybody ON things FOR SELECT USING (true)"),
        OTHER_CONDITION(
                "things has other policies than the one tenant_table('things') makes: own_tenant",
                "ALTER POLICY own_tenant ON things USING (true)"),
        OTHER_CHECK(
                "things has other policies than the one tenant_table('things') makes: own_tenant",
                "ALTER POLICY own_tenant ON things WITH CHECK (true)"),
        CHECK_LEFT_OUT(
                "things has other policies than the one tenant_table('things') makes: mine",
                "DROP POLICY own_tenant ON things",
                "CREATE POLICY mine ON things USING (" + OWN + ")"),
        POLICY_OF_ONE_COMMAND(
                "things has other policies than the one tenant_table('things') makes: mine",
                "DROP POLICY own_tenant ON things",
                "CREATE POLICY mine ON things FOR UPDATE USING (" + OWN + ") WITH CHECK (" + OWN + ")"),
        POLICY_OF_ONE_ROLE(
                "things has other policies than the one tenant_table('things') makes: mine",
                "DROP POLICY own_tenant ON things",
                "CREATE POLICY mine ON things TO CURRENT_USER USING (" + OWN + ") WITH CHECK (" + OWN + ")"),
        RESTRICTIVE_POLICY(
                "things has other policies than the one tenant_table('things') makes: mine",
                "DROP POLICY own_tenant ON things",
                "CREATE POLICY mine ON things AS RESTRICTIVE USING (" + OWN + ") WITH CHECK (" + OWN + ")"),
        SHADOWED_FUNCTION(
                "things has other policies than the one tenant_table('things') makes: own_tenant",
                "CREATE FUNCTION public.current_setting(text, boolean) RETURNS text LANGUAGE sql AS 'SELECT NULL::text'",
                "ALTER POLICY own_tenant ON things USING (" + OWN.replace("current_s", "public.current_s") + ")"),
        DEFINER_FUNCTION(
                "the function count_all(text) runs with its owner's rights",
                "CREATE FUNCTION count_all(text) RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT 1::bigint'"),
        DEFINER_TRIGGER(
                "the trigger noting of things runs with its owner's rights",
                "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN RETURN NEW; END'",
                "REVOKE EXECUTE ON FUNCTION note() FROM PUBLIC",
                "CREATE TRIGGER noting BEFORE INSERT ON things FOR EACH ROW EXECUTE FUNCTION note()"),
        RULE(
                "the rule also of things reads past row security",
                "CREATE RULE also AS ON DELETE TO things DO ALSO SELECT * FROM things"),
        GRANT("things may be truncated, referenced or given triggers by role_", "GRANT TRUNCATE ON things TO PUBLIC"),
        CHANGEABLE_TRAIL("audit_events may be changed by role_", "GRANT UPDATE (action) ON audit_events TO PUBLIC"),
        DELETABLE_SEALS("audit_seals may be changed by role_", "GRANT DELETE ON audit_seals TO PUBLIC"),
        SETTING(
                "app.tenant_id is set for the database",
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET app.tenant_id = %L', current_database(), ''); END $$"),
        PRIMARY_KEY(
                "the key others_pkey of others is without tenant_id",
                "CREATE TABLE others (tenant_id uuid NOT NULL, id uuid PRIMARY KEY)",
                "SELECT tenant_table('others')"),
        UNIQUE_CONSTRAINT(
                "the key things_name of things is without tenant_id",
                "ALTER TABLE things ADD CONSTRAINT things_name UNIQUE (name)"),
        UNIQUE_INDEX(
                "the key things_name of things is without tenant_id",
                "CREATE UNIQUE INDEX things_name ON things (lower(name)) INCLUDE (tenant_id) WHERE name <> ''"),
        EXCLUSION(
                "the key things_name of things is without tenant_id",
                "ALTER TABLE things ADD CONSTRAINT things_name EXCLUDE (name WITH =)"),
        FOREIGN_KEY("the foreign key things_part_of of things to things is without tenant_id", """
                ALTER TABLE things ADD CONSTRAINT things_part_of
                FOREIGN KEY (other_tenant, part_of) REFERENCES things (tenant_id, id)""");

        private final String complaint;
        private final String statements;

        Fault(String complaint, String... statements) {
            this.complaint = complaint;
            this.statements = String.join(";\n", statements);
        }
    }

    private void prepare() {
        migrations.run(FEATURES, Set.of("tenants", "revocations", "installation", "verified_domains"));
        TestPostgres.execute(owner, """
                CREATE TABLE things (tenant_id uuid NOT NULL, id uuid NOT NULL, name text NOT NULL, other_tenant uuid,
                    part_of uuid, PRIMARY KEY (tenant_id, id))""", "SELECT tenant_table('things')");
    }

    private StartupException refusal() {
        return catchThrowableOfType(
                StartupException.class,
                () -> migrations.run(
                        FEATURES, Set.of("tenants", "revocations", "installation", "verified_domains", "kinds")));
    }

    @ParameterizedTest
    @EnumSource
    void refusesByNameWhenTheSchemaHasAFault(Fault fault) {
        prepare();
        TestPostgres.execute(owner, fault.statements);

        assertThat(refusal()).isNotNull();
        assertThat(String.valueOf(refusal().getMessage()).lines())
                .singleElement()
                .asString()
                .startsWith("The database is not safe for several tenants: " + fault.complaint)
                .doesNotContain("; ");
    }

    @Test
    void tellsAllWhenThereAreSeveralFaults() {
        prepare();
        TestPostgres.execute(owner, Fault.VIEW.statements);
        TestPostgres.execute(owner, Fault.UNIQUE_INDEX.statements);
        TestPostgres.execute(owner, Fault.OTHER_CHECK.statements);

        assertThat(refusal())
                .hasMessageContaining(Fault.VIEW.complaint)
                .hasMessageContaining(Fault.UNIQUE_INDEX.complaint)
                .hasMessageContaining(Fault.OTHER_CHECK.complaint);
    }

    @Test
    void acceptsWhenEverythingNamesItsTenant() {
        prepare();
        TestPostgres.execute(
                owner,
                "CREATE TABLE kinds (id uuid PRIMARY KEY, name text UNIQUE)",
                "ALTER TABLE things ADD kind uuid REFERENCES kinds (id)",
                "ALTER TABLE things ADD FOREIGN KEY (part_of, tenant_id) REFERENCES things (id, tenant_id)",
                "CREATE UNIQUE INDEX things_name ON things (lower(name), tenant_id) WHERE name <> ''",
                "CREATE INDEX things_id ON things (id)",
                "CREATE VIEW own_things WITH (check_option = local, security_invoker) AS SELECT * FROM things",
                "CREATE FUNCTION count_all() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT 1::bigint'",
                "REVOKE EXECUTE ON FUNCTION count_all() FROM PUBLIC",
                "CREATE TABLE parts (tenant_id uuid NOT NULL, id uuid NOT NULL, PRIMARY KEY (tenant_id, id))"
                        + " PARTITION BY HASH (tenant_id)",
                "CREATE TABLE parts_0 PARTITION OF parts FOR VALUES WITH (MODULUS 1, REMAINDER 0)",
                "SELECT tenant_table('parts'), tenant_table('parts_0')",
                "ALTER TABLE things ADD FOREIGN KEY (tenant_id, part_of) REFERENCES parts (tenant_id, id)");

        assertThatCode(() -> migrations.run(
                        FEATURES, Set.of("tenants", "revocations", "installation", "verified_domains", "kinds")))
                .doesNotThrowAnyException();
    }
}
