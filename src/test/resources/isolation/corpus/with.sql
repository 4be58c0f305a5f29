=== WITH
scoped
WITH o AS (SELECT total FROM orders) SELECT sum(total) FROM o
=== WITH a column list
scoped
WITH o (a, b) AS (SELECT id, total FROM orders) SELECT a, b FROM o WHERE b > 150
=== WITH MATERIALIZED
scoped
WITH o AS MATERIALIZED (SELECT total FROM orders), p AS NOT MATERIALIZED (SELECT * FROM o) SELECT sum(total) FROM p
=== a name that shadows a table
scoped
WITH customer AS (SELECT id, total AS points FROM orders) SELECT points FROM customer
=== a name that shadows the table it is made from
scoped
WITH customer AS (SELECT id, points FROM customer WHERE id > 1) SELECT sum(points) FROM customer
=== a shadowed table reached by its schema
scoped
WITH customer AS (SELECT 1 AS points) SELECT (SELECT sum(points) FROM public.customer), points FROM customer
=== a shadow that ends with its subquery
scoped
SELECT (WITH customer AS (SELECT 5 AS points) SELECT points FROM customer), sum(points) FROM customer
=== a shadow that begins after its siblings
scoped
WITH a AS (SELECT sum(worth) AS s FROM gift), gift AS (SELECT 1 AS worth) SELECT a.s, gift.worth FROM a, gift
=== the second of two that sees the first
scoped
WITH orders AS (SELECT 1 AS total), b AS (SELECT total FROM orders) SELECT sum(total) FROM b
=== a quoted name that shadows nothing
scoped
WITH "Customer" AS (SELECT 1 AS points) SELECT c.points, d.points FROM customer c, "Customer" d
=== a name in capitals that shadows
scoped
WITH CUSTOMER AS (SELECT 1 AS points) SELECT points FROM customer
=== a name that shadows an odd one
scoped
WITH "Odd ""Name" AS (SELECT 1 AS x) SELECT x FROM "Odd ""Name"
=== a name cut at 63 bytes that shadows
refused: a name longer than 63 bytes
WITH a_name_as_long_as_postgresql_allows_which_is_sixty_three_bytes_abc AS (SELECT 1 AS worth) SELECT sum(worth) FROM a_name_as_long_as_postgresql_allows_which_is_sixty_three_bytes_
=== a name that shadows a table that may not be used
scoped
WITH secret AS (SELECT points FROM customer) SELECT sum(points) FROM secret
=== a name that shadows PostgreSQL's own
scoped
WITH pg_class AS (SELECT points FROM customer) SELECT sum(points) FROM pg_class
=== nested WITH
scoped
WITH a AS (WITH b AS (SELECT total FROM orders) SELECT sum(total) AS s FROM b) SELECT s FROM a
=== nested WITH that shadows inside
scoped
WITH a AS (WITH customer AS (SELECT worth AS points FROM gift) SELECT sum(points) AS s FROM customer) SELECT s, (SELECT sum(points) FROM customer) FROM a
=== an inner name unknown outside
refused: there is no table b to be used here
WITH a AS (WITH b AS (SELECT 1 AS x) SELECT x FROM b) SELECT * FROM b
=== WITH in FROM
scoped
SELECT s.x FROM (WITH q AS (SELECT max(total) AS x FROM orders) SELECT x FROM q) s
=== WITH in an expression
scoped
SELECT points FROM customer WHERE id IN (WITH q AS (SELECT id FROM gift) SELECT id FROM q)
=== WITH in a set operation's arm
scoped
SELECT points FROM customer UNION (WITH q AS (SELECT worth FROM gift) SELECT worth FROM q)
=== WITH before parentheses
scoped
WITH q AS (SELECT worth FROM gift) (SELECT worth FROM q UNION ALL SELECT points FROM customer)
=== WITH before VALUES and TABLE
scoped
WITH q AS (SELECT worth FROM gift) TABLE q
=== WITH RECURSIVE
scoped
WITH RECURSIVE t AS (SELECT id, weight FROM node WHERE parent_id IS NULL UNION ALL SELECT n.id, n.weight FROM node n JOIN t ON n.parent_id = t.id) SELECT id, weight FROM t
=== WITH RECURSIVE that names a table
scoped
WITH RECURSIVE node AS (SELECT 1 AS id UNION ALL SELECT id + 1 FROM node WHERE id < 3) SELECT id FROM node
=== WITH RECURSIVE, a later name used before
scoped
WITH RECURSIVE a AS (SELECT s FROM gift), gift AS (SELECT 7 AS s) SELECT s FROM a
=== WITH RECURSIVE with SEARCH and CYCLE
scoped
WITH RECURSIVE t (id, weight) AS (SELECT id, weight FROM node WHERE parent_id IS NULL UNION ALL SELECT n.id, n.weight FROM node n JOIN t ON n.parent_id = t.id) SEARCH DEPTH FIRST BY id SET seq CYCLE id SET again USING path SELECT id, weight, again FROM t
=== WITH that deletes
scoped
WITH gone AS (DELETE FROM gift WHERE worth > 21 RETURNING id, worth) SELECT sum(worth) FROM gone
=== WITH that deletes, unused
scoped
WITH gone AS (DELETE FROM gift) SELECT count(*) FROM gift
=== WITH that updates
scoped
WITH new AS (UPDATE item SET price = price + 1 RETURNING *) SELECT id, price FROM new
=== WITH that inserts
scoped
WITH new AS (INSERT INTO node (id, weight) SELECT id + 100, worth FROM gift RETURNING id, weight) SELECT id, weight FROM new
=== WITH that inserts twice
scoped
WITH a AS (INSERT INTO node (id, weight) VALUES (90, 1) RETURNING id), b AS (INSERT INTO archive.paper (id, note) SELECT id, 'x' FROM a RETURNING id) SELECT a.id, b.id FROM a, b
=== WITH that merges
scoped
WITH m AS (MERGE INTO gift g USING item i ON i.id = g.id WHEN MATCHED THEN UPDATE SET worth = i.price RETURNING g.id, g.worth) SELECT id, worth FROM m
=== WITH that writes, shadowing its target
scoped
WITH gift AS (DELETE FROM gift RETURNING id, worth) SELECT sum(worth) FROM gift
=== WITH on INSERT
scoped
WITH s AS (SELECT id, worth FROM gift) INSERT INTO node (id, weight) SELECT id + 50, worth FROM s
=== WITH on INSERT, shadowing the target
scoped
WITH node AS (SELECT id, worth FROM gift) INSERT INTO node (id, weight) SELECT id + 50, worth FROM node
=== WITH inside INSERT
scoped
INSERT INTO node (id, weight) WITH s AS (SELECT id, worth FROM gift) SELECT id + 50, worth FROM s
=== WITH inside INSERT, set operation
scoped
INSERT INTO node (id, weight) WITH s AS (SELECT id, worth FROM gift) SELECT id + 50, worth FROM s UNION ALL SELECT id + 70, worth FROM s
=== WITH on UPDATE
scoped
WITH s AS (SELECT id, worth FROM gift) UPDATE item SET price = s.worth FROM s WHERE s.id = item.id
=== WITH on UPDATE, shadowing the target
scoped
WITH item AS (SELECT 2 AS id) UPDATE item SET price = 0 WHERE id IN (SELECT id FROM item)
=== WITH on DELETE
scoped
WITH s AS (SELECT id FROM gift WHERE worth > 21) DELETE FROM item USING s WHERE s.id = item.id
=== WITH on MERGE
scoped
WITH s AS (SELECT id, worth FROM gift) MERGE INTO item USING s ON s.id = item.id WHEN MATCHED THEN UPDATE SET price = s.worth
=== WITH in an INSERT in a WITH
scoped
WITH a AS (INSERT INTO node (id, weight) WITH s AS (SELECT max(worth) AS w FROM gift) SELECT 60, w FROM s RETURNING id) SELECT id FROM a
