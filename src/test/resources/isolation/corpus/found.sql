=== WITH RECURSIVE before TABLE whose order names a table
scoped
WITH RECURSIVE a AS (SELECT id, points AS customer FROM customer) TABLE a ORDER BY id, customer
=== WITH RECURSIVE before parentheses and an order that names a table
scoped
WITH RECURSIVE a AS (SELECT id, points AS customer FROM customer) (SELECT id, customer FROM a) ORDER BY id, customer
=== WITH RECURSIVE with SEARCH by a column named as a table
scoped
WITH RECURSIVE a (id, node) AS (SELECT id, weight FROM node WHERE parent_id IS NULL UNION ALL SELECT n.id, n.weight FROM public.node n JOIN a ON n.parent_id = a.id) SEARCH DEPTH FIRST BY id, node SET seq SELECT id, node FROM a
=== WITH RECURSIVE with CYCLE over a column named as a table
scoped
WITH RECURSIVE a (id, node) AS (SELECT id, weight FROM node WHERE parent_id IS NULL UNION ALL SELECT n.id, n.weight FROM public.node n JOIN a ON n.parent_id = a.id) CYCLE id, node SET again USING path SELECT id, node FROM a
=== a column called is before a label called distinct
scoped
SELECT x.is distinct FROM customer, (SELECT 1 AS is) x
=== a column called is of a row before a label called distinct
scoped
SELECT (x).is distinct FROM customer c, (SELECT 1 AS is) x WHERE c.id > 1
=== a label called case, and one called end
scoped
SELECT points case, id end FROM customer
=== GROUP BY of a primary key
fails 42803: a wrapped table has no primary key
SELECT c.id, c.name FROM customer c GROUP BY c.tenant_id, c.id
=== not equal, the other spelling
scoped
SELECT points FROM customer WHERE id != 1
=== a view ordered and limited
scoped
SELECT id, name FROM customer_brief b ORDER BY id LIMIT 1
