-- Two more tenants, and more rows for the others.
SET session_replication_role = replica;
DO $$
DECLARE
    name regclass;
    change text;
BEGIN
    FOR name IN SELECT attrelid FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
                WHERE attname = 'tenant_id' AND relkind IN ('r', 'p') AND NOT relispartition LOOP
        FOREACH change IN ARRAY ARRAY[
            $c$jsonb_build_object('id', x.id + 100, 'email', x.id || 'm', 'sku', x.id || 'm', 'code', x.tenant_id || 'm' || x.id)$c$,
            $c$jsonb_build_object('tenant_id', overlay(x.tenant_id::text PLACING 'eeee' FROM 1), 'code', x.tenant_id || 'e' || x.id)$c$] LOOP
            EXECUTE format($i$INSERT INTO %1$s SELECT (jsonb_populate_record(x, %2$s)).* FROM %3$s %1$s x
                              WHERE x.tenant_id <> (SELECT id FROM oracle.tenant WHERE n = 2)$i$,
                           name, change, CASE WHEN name = 'visit'::regclass THEN '' ELSE 'ONLY' END);
        END LOOP;
    END LOOP;
END $$;
