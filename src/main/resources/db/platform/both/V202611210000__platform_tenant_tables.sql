-- What every table with a tenant needs, in one call. Runs in both lines, wherever a database has them.
--
--   CREATE TABLE things (tenant_id uuid NOT NULL, id uuid NOT NULL, …, PRIMARY KEY (tenant_id, id));
--   SELECT tenant_table('things');
--
-- The tenant is set per transaction. Without one the setting is missing or empty, nullif makes it NULL, and NULL equals
-- nothing: no row is seen, none can be written. The expression stands in the policy itself: wrapped in an IMMUTABLE
-- function a cached plan would keep the first tenant it saw.
CREATE OR REPLACE FUNCTION tenant_table(name regclass) RETURNS void
    LANGUAGE plpgsql AS
$$
DECLARE
    current_tenant constant text := 'nullif(current_setting(''app.tenant_id'', true), '''')::uuid';
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_tenant ON %s USING (tenant_id = %s) WITH CHECK (tenant_id = %s)',
                   name, current_tenant, current_tenant);
    EXECUTE format('ALTER TABLE %s ALTER COLUMN tenant_id SET DEFAULT %s', name, current_tenant);
END
$$;

REVOKE ALL ON FUNCTION tenant_table(regclass) FROM PUBLIC;
