-- The other tenants' rows with other values in every column that is no key.
SET session_replication_role = replica;
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT attrelid::regclass AS name, string_agg(
                   format('%1$I = ' || CASE WHEN atttypid = 'int'::regtype THEN '%1$I + 1000' ELSE '%1$I || ''~''' END, attname), ', ') AS changes
               FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
               WHERE relkind = 'r' AND atttypid IN ('int'::regtype, 'text'::regtype) AND attnum > 0
                 AND attname !~ '(^|_)id$'
                 AND EXISTS (SELECT FROM pg_attribute t WHERE t.attrelid = c.oid AND t.attname = 'tenant_id')
               GROUP BY attrelid LOOP
        EXECUTE format('UPDATE ONLY %s SET %s WHERE tenant_id <> (SELECT id FROM oracle.tenant WHERE n = 2)', one.name, one.changes);
    END LOOP;
END $$;
