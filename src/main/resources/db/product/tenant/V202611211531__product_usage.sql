-- The products there are already. Row security binds the owner as well, and this is about all tenants.
ALTER TABLE products NO FORCE ROW LEVEL SECURITY;
ALTER TABLE usage NO FORCE ROW LEVEL SECURITY;

INSERT INTO usage (tenant_id, meter, used)
SELECT tenant_id, 'products', count(*) FROM products WHERE deleted_at IS NULL GROUP BY tenant_id;

ALTER TABLE products FORCE ROW LEVEL SECURITY;
ALTER TABLE usage FORCE ROW LEVEL SECURITY;
