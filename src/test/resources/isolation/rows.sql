-- Three tenants; the one under test comes neither first nor last, and their rows lie between each other's.
CREATE SCHEMA oracle;
CREATE TABLE oracle.tenant (n int, id uuid);
INSERT INTO oracle.tenant VALUES
    (1, '11111111-1111-4111-8111-111111111111'),
    (2, '22222222-2222-4222-8222-222222222222'),
    (3, '33333333-3333-4333-8333-333333333333');

INSERT INTO customer
SELECT i, t.id, 'name' || (i + t.n) % 4, 'c' || i || '@example.com', ARRAY['t' || i, 'u' || t.n],
       jsonb_build_object('k', i, 'deep', jsonb_build_array(t.n, i)), i * 10 + t.n, timestamptz '2026-01-01Z' + i * interval '1 day'
FROM generate_series(1, 4) i, oracle.tenant t ORDER BY i, t.n;
INSERT INTO orders
SELECT t.id, i, i, i * 100 + t.n, CASE WHEN i <> 2 THEN 'note' || (i + t.n) % 3 END, timestamptz '2026-02-01Z' + i * interval '1 day'
FROM generate_series(1, 4) i, oracle.tenant t ORDER BY i, t.n;
INSERT INTO line
SELECT 1 + i % 3, i, 1 + i % 4, i + t.n, i * 7 + t.n, CASE WHEN i <> 3 THEN 'line' || i END, t.id
FROM generate_series(1, 5) i, oracle.tenant t ORDER BY i, t.n;
INSERT INTO item
SELECT t.id, i, 'sku' || i, 'name' || (i + t.n) % 4, CASE WHEN i < 4 THEN i * 5 + t.n END,
       jsonb_build_object('k', t.n, 'a', 'x' || i), ARRAY[i, i + 1, 10 * t.n]
FROM generate_series(1, 4) i, oracle.tenant t ORDER BY i, t.n;
INSERT INTO node
SELECT t.id, i, nullif(i / 2, 0), 'node' || i, i + 100 * t.n FROM generate_series(1, 5) i, oracle.tenant t ORDER BY i, t.n;
INSERT INTO gift
SELECT t.id, i, 'code' || t.n || i, 'name' || i, i + 10 * t.n FROM generate_series(1, 3) i, oracle.tenant t ORDER BY i, t.n;
INSERT INTO visit
SELECT t.id, i, 1 + i % 4, 'page' || i % 2, i * 60 + t.n FROM generate_series(1, 4) i, oracle.tenant t ORDER BY i, t.n;
INSERT INTO creature
SELECT t.id, i, 'name' || (i + t.n) % 4, 2 * i + t.n FROM generate_series(1, 3) i, oracle.tenant t ORDER BY i, t.n;
INSERT INTO dog
SELECT t.id, i, 'dog' || i, 4 + t.n, 'wau' || t.n FROM generate_series(4, 5) i, oracle.tenant t ORDER BY i, t.n;
INSERT INTO archive.orders
SELECT t.id, i, i * 1000 + t.n, 'old' || i FROM generate_series(1, 3) i, oracle.tenant t ORDER BY i, t.n;
INSERT INTO archive.paper
SELECT t.id, i, 'paper' || i || t.n FROM generate_series(1, 2) i, oracle.tenant t ORDER BY i, t.n;
INSERT INTO "Odd ""Name"
SELECT t.id, i, 'odd' || i, 'hi' || t.n, i + t.n, i FROM generate_series(1, 3) i, oracle.tenant t ORDER BY i, t.n;
INSERT INTO a_name_as_long_as_postgresql_allows_which_is_sixty_three_bytes_
SELECT t.id, i, i + t.n FROM generate_series(1, 2) i, oracle.tenant t ORDER BY i, t.n;
INSERT INTO country VALUES ('AT', 'name1', 9), ('CH', 'name2', 8), ('DE', 'name3', 83);
INSERT INTO secret VALUES ('x', 'nobody sees this');
REFRESH MATERIALIZED VIEW customer_copy;

-- What the tables hold: one figure for the rows a tenant sees, one for all others.
CREATE TYPE oracle.state AS (own text, others text);
DO $make$
DECLARE
    arms text;
BEGIN
    SELECT string_agg(format(
        $arm$SELECT %L AS t, sum(hashtextextended(x::text, 0)) FILTER (WHERE %2$s) AS own,
                    sum(hashtextextended(x::text, 0)) FILTER (WHERE NOT %2$s) AS others FROM ONLY %1$s x$arm$,
        c.oid::regclass, CASE WHEN a.attnum IS NULL THEN 'true' ELSE 'tenant_id = tenant' END), ' UNION ALL ')
    INTO arms
    FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
    WHERE c.relkind = 'r' AND c.relnamespace IN ('public'::regnamespace, 'archive'::regnamespace);
    EXECUTE format($function$
        CREATE FUNCTION oracle.digest(tenant uuid) RETURNS oracle.state LANGUAGE plpgsql STABLE SECURITY DEFINER AS $body$
        DECLARE found oracle.state;
        BEGIN
            SELECT string_agg(t || ' ' || own, E'\n'), string_agg(t || ' ' || others, E'\n') INTO found FROM (%s) arms;
            RETURN found;
        END $body$ $function$, arms);
END $make$;
