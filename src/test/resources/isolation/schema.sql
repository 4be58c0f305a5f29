-- What the proof of isolation runs on. Ids, keys and most values are the same for every tenant, so that a join on an id
-- alone finds foreign rows; the numbers differ, so that every foreign row shows in a sum.
CREATE TABLE customer (
    id int NOT NULL, tenant_id uuid NOT NULL, name text, email text NOT NULL, tags text[] NOT NULL DEFAULT '{}',
    profile jsonb NOT NULL DEFAULT '{}', points int DEFAULT 7, joined timestamptz NOT NULL DEFAULT '2026-01-01Z',
    PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, email));
CREATE TABLE orders (
    tenant_id uuid NOT NULL, id int NOT NULL, customer_id int, total int NOT NULL DEFAULT 0, note text,
    placed timestamptz NOT NULL DEFAULT '2026-01-01Z', PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, customer_id) REFERENCES customer ON DELETE CASCADE);
CREATE TABLE line (
    order_id int NOT NULL, id int NOT NULL, item_id int, quantity int NOT NULL DEFAULT 1, price int, note text,
    tenant_id uuid NOT NULL, PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, order_id) REFERENCES orders ON DELETE CASCADE);
CREATE TABLE item (
    tenant_id uuid NOT NULL, id int NOT NULL, sku text NOT NULL, name text, price int,
    attributes jsonb NOT NULL DEFAULT '{}', related int[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (tenant_id, id), CONSTRAINT item_sku UNIQUE (tenant_id, sku));
CREATE INDEX item_price ON item (price);
CREATE TABLE node (
    tenant_id uuid NOT NULL, id int NOT NULL, parent_id int, name text, weight int, PRIMARY KEY (tenant_id, id));
CREATE TABLE gift (
    tenant_id uuid NOT NULL, id int NOT NULL, code text NOT NULL CONSTRAINT gift_code UNIQUE, name text, worth int,
    PRIMARY KEY (tenant_id, id));
CREATE TABLE visit (
    tenant_id uuid NOT NULL, id int NOT NULL, customer_id int, page text, seconds int, PRIMARY KEY (tenant_id, id))
    PARTITION BY RANGE (id);
CREATE TABLE visit_low PARTITION OF visit FOR VALUES FROM (0) TO (3);
CREATE TABLE visit_high PARTITION OF visit FOR VALUES FROM (3) TO (100000);
CREATE TABLE creature (
    tenant_id uuid NOT NULL, id int NOT NULL, name text, legs int, PRIMARY KEY (tenant_id, id));
CREATE TABLE dog (bark text, PRIMARY KEY (tenant_id, id)) INHERITS (creature);
CREATE SCHEMA archive;
CREATE TABLE archive.orders (
    tenant_id uuid NOT NULL, id int NOT NULL, total int, note text, PRIMARY KEY (tenant_id, id));
CREATE TABLE archive.paper (
    tenant_id uuid NOT NULL, id int NOT NULL DEFAULT 77, note text, PRIMARY KEY (tenant_id, id));
CREATE TABLE "Odd ""Name" (
    tenant_id uuid NOT NULL, id int NOT NULL, "Select" text, "say ""hi""" text, "from" int, "order" int,
    PRIMARY KEY (tenant_id, id));
CREATE TABLE a_name_as_long_as_postgresql_allows_which_is_sixty_three_bytes_ (
    tenant_id uuid NOT NULL, id int NOT NULL, worth int, PRIMARY KEY (tenant_id, id));

SELECT tenant_table(t::regclass) FROM unnest(ARRAY['customer', 'orders', 'line', 'item', 'node', 'gift', 'visit',
    'visit_low', 'visit_high', 'creature', 'dog', 'archive.orders', 'archive.paper', '"Odd ""Name"',
    'a_name_as_long_as_postgresql_allows_which_is_sixty_three_bytes_']) t;

-- Tables without a tenant: the first may be used, the second may not.
CREATE TABLE country (code text PRIMARY KEY, name text, population int);
CREATE TABLE secret (code text PRIMARY KEY, name text);

CREATE VIEW customer_brief WITH (security_invoker) AS SELECT tenant_id, id, name FROM customer;
CREATE VIEW order_totals WITH (security_invoker) AS
    SELECT tenant_id, customer_id, sum(total) AS total, count(*) AS n FROM orders GROUP BY tenant_id, customer_id;
CREATE VIEW customer_names WITH (security_invoker) AS SELECT id, name FROM customer;
CREATE VIEW order_sum WITH (security_invoker) AS SELECT count(*) AS n, sum(total) AS total FROM orders;
CREATE VIEW country_names WITH (security_invoker) AS SELECT code, name FROM country;
CREATE VIEW mislabelled WITH (security_invoker) AS
    SELECT o.tenant_id, c.name FROM orders o JOIN customer c ON c.id = o.customer_id;
CREATE VIEW all_customers AS SELECT * FROM customer;
CREATE MATERIALIZED VIEW customer_copy AS SELECT * FROM customer;
CREATE SEQUENCE ticket;

CREATE FUNCTION customer_count() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM customer';
CREATE FUNCTION label(customer) RETURNS text LANGUAGE sql AS 'SELECT $1.name || $1.points';
CREATE FUNCTION shout(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT upper($1)';
CREATE FUNCTION clash(int, int) RETURNS bool LANGUAGE sql AS 'SELECT EXISTS (SELECT FROM customer WHERE points > $1 + $2)';
CREATE OPERATOR <~~~> (LEFTARG = int, RIGHTARG = int, FUNCTION = clash);
CREATE TYPE pair AS (a int, b text);
CREATE TYPE "is" AS ENUM ('1');
