-- The people there are already. Memberships are on the control line: a database of a tenant's own has none. Row security
-- binds the owner as well, and this is about all tenants.
DO $$
BEGIN
    IF to_regclass('memberships') IS NOT NULL THEN
        ALTER TABLE memberships NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE usage NO FORCE ROW LEVEL SECURITY;
        INSERT INTO usage (tenant_id, meter, used)
        SELECT tenant_id, 'people', count(*) FROM memberships GROUP BY tenant_id;
        ALTER TABLE memberships FORCE ROW LEVEL SECURITY;
        ALTER TABLE usage FORCE ROW LEVEL SECURITY;
    END IF;
END
$$;
