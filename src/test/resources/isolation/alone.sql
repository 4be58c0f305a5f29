-- As if the other tenants did not exist.
SET session_replication_role = replica;
DO $$
DECLARE
    name regclass;
BEGIN
    FOR name IN SELECT attrelid FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
                WHERE attname = 'tenant_id' AND relkind = 'r' LOOP
        EXECUTE format('DELETE FROM ONLY %s WHERE tenant_id <> (SELECT id FROM oracle.tenant WHERE n = 2)', name);
    END LOOP;
END $$;
