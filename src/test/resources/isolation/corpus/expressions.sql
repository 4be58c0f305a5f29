=== a subquery in the select list
scoped
SELECT (SELECT max(total) FROM orders) FROM customer
=== a correlated subquery in the select list
scoped
SELECT c.points, (SELECT sum(o.total) FROM orders o WHERE o.customer_id = c.id) FROM customer c
=== a subquery in arithmetic
scoped
SELECT 1 + (SELECT sum(total) FROM orders) * 2 FROM customer
=== a subquery in CASE
scoped
SELECT CASE (SELECT count(*) FROM gift) WHEN (SELECT 3) THEN (SELECT sum(worth) FROM gift) ELSE (SELECT sum(weight) FROM node) END FROM customer
=== CASE WHEN EXISTS
scoped
SELECT CASE WHEN EXISTS (SELECT FROM orders WHERE total % 10 = 1) THEN 'leak' ELSE 'own' END FROM customer
=== a subquery in a cast
scoped
SELECT (SELECT sum(total) FROM orders)::text, CAST((SELECT max(worth) FROM gift) AS text)
=== a subquery in a subscript
scoped
SELECT (ARRAY[1, 2, 3])[(SELECT count(*) FROM gift)], tags[(SELECT min(id) FROM orders)] FROM customer
=== a subscript of a subquery
scoped
SELECT (SELECT array_agg(total ORDER BY total) FROM orders)[1]
=== a field of a subquery's row
fails 42703: the row of a wrapped table has no type of its own
SELECT ((SELECT o FROM orders o ORDER BY total LIMIT 1)).total
=== an ARRAY of a subquery
scoped
SELECT ARRAY(SELECT total FROM orders ORDER BY total), ARRAY[(SELECT max(worth) FROM gift), 2]
=== ANY
scoped
SELECT points FROM customer WHERE id = ANY (SELECT id FROM gift)
=== SOME with an operator
scoped
SELECT points FROM customer WHERE points < SOME (SELECT worth FROM gift)
=== ALL
scoped
SELECT weight FROM node WHERE weight > ALL (SELECT worth FROM gift)
=== ANY of an array of a subquery
scoped
SELECT points FROM customer WHERE points = ANY (ARRAY(SELECT points FROM customer))
=== a subquery to the left of IN
scoped
SELECT points FROM customer WHERE (SELECT count(*) FROM orders) IN (4, 5)
=== a row to the left of IN
scoped
SELECT points FROM customer WHERE (id, name) IN (SELECT id, name FROM item)
=== IN with a list of subqueries
scoped
SELECT points FROM customer WHERE id IN ((SELECT min(id) FROM gift), (SELECT max(id) FROM gift))
=== BETWEEN
scoped
SELECT points FROM customer WHERE points BETWEEN (SELECT min(worth) FROM gift) AND (SELECT max(worth) FROM gift)
=== BETWEEN SYMMETRIC
scoped
SELECT points FROM customer WHERE points NOT BETWEEN SYMMETRIC (SELECT max(total) FROM orders) AND 20
=== LIKE with ESCAPE
scoped
SELECT points FROM customer WHERE name LIKE (SELECT max(name) FROM item) ESCAPE '!'
=== SIMILAR TO
scoped
SELECT points FROM customer WHERE name SIMILAR TO (SELECT min(name) FROM item)
=== IS NULL
scoped
SELECT points FROM customer WHERE (SELECT max(total) FROM orders WHERE total % 10 = 1) IS NULL
=== IS DISTINCT FROM
scoped
SELECT points FROM customer WHERE name IS DISTINCT FROM 'name1'
=== IS NOT DISTINCT FROM a subquery
scoped
SELECT points FROM customer WHERE name IS NOT DISTINCT FROM (SELECT min(name) FROM item)
=== IS DISTINCT FROM before a name that is a table
scoped
SELECT item.price, gift.worth FROM item, gift WHERE item.name IS DISTINCT FROM gift.name
=== EXTRACT
scoped
SELECT EXTRACT(day FROM joined), extract('year' from joined) FROM customer
=== EXTRACT from a subquery
scoped
SELECT EXTRACT(day FROM (SELECT max(placed) FROM orders))
=== EXTRACT from a column named as a table
scoped
SELECT EXTRACT(day FROM orders) FROM (SELECT placed AS orders FROM orders) s
=== SUBSTRING
scoped
SELECT substring(name FROM 2), substring(name FROM 2 FOR 1), substring(name, 1, 2), substring(name SIMILAR 'n#"a#"%' ESCAPE '#') FROM customer
=== SUBSTRING from a subquery
scoped
SELECT substring(name FROM (SELECT min(id) FROM orders)::int FOR 2) FROM customer
=== TRIM
scoped
SELECT trim(BOTH 'n' FROM name), trim(FROM name), trim(leading from name), trim(trailing '1' from name), trim(name) FROM customer
=== TRIM from a subquery
scoped
SELECT trim(BOTH 'n' FROM (SELECT min(name) FROM item))
=== OVERLAY and POSITION
scoped
SELECT overlay(name PLACING 'x' FROM 2 FOR 1), position('a' IN name) FROM customer
=== POSITION in a subquery
scoped
SELECT position('n' IN (SELECT min(name) FROM item))
=== AT TIME ZONE and COLLATE
scoped
SELECT joined AT TIME ZONE 'UTC', name COLLATE "C" FROM customer
=== NORMALIZE, GREATEST, COALESCE, NULLIF
scoped
SELECT normalize(name, NFC), greatest(points, (SELECT max(worth) FROM gift)), coalesce(NULL, (SELECT 1 FROM gift LIMIT 1)), nullif(id, (SELECT 2)) FROM customer
=== SQL/JSON functions
scoped
SELECT JSON_OBJECT('a': (SELECT sum(total) FROM orders)), JSON_ARRAY(SELECT total FROM orders ORDER BY total), JSON_VALUE(profile, '$.k'), JSON_EXISTS(profile, '$.k'), profile IS JSON OBJECT FROM customer
=== SQL/JSON aggregates
scoped
SELECT JSON_ARRAYAGG(points ORDER BY id), JSON_OBJECTAGG(id: (SELECT max(worth) FROM gift)) FROM customer
=== XML functions
scoped
SELECT xmlelement(name a, xmlattributes(1 AS b), (SELECT max(total) FROM orders))::text, xmlforest(id AS x)::text FROM customer
=== a row
scoped
SELECT ROW(id, (SELECT max(total) FROM orders)), (id, points) FROM customer
=== a row compared
scoped
SELECT points FROM customer WHERE (id, points) > (SELECT id, worth FROM gift ORDER BY 1, 2 LIMIT 1)
=== OVERLAPS
scoped
SELECT points FROM customer WHERE (joined, joined) OVERLAPS ((SELECT min(placed) FROM orders), (SELECT max(placed) FROM orders))
=== typed literals
scoped
SELECT date '2026-01-01', interval '1' day, timestamp with time zone '2026-01-01Z', points FROM customer
=== a subquery in WHERE alone
scoped
SELECT points FROM customer WHERE (SELECT count(*) = 4 FROM orders)
=== a subquery in GROUP BY
scoped
SELECT count(*), sum(points) FROM customer c GROUP BY (SELECT max(o.total) FROM orders o WHERE o.id = c.id)
=== a subquery in HAVING
scoped
SELECT name, sum(points) FROM customer GROUP BY name HAVING sum(points) < (SELECT max(total) FROM orders)
=== HAVING without GROUP BY
scoped
SELECT sum(points) FROM customer HAVING EXISTS (SELECT FROM orders WHERE total = 102)
=== a subquery in ORDER BY
scoped, ordered
SELECT id FROM customer c ORDER BY (SELECT sum(o.total) FROM orders o WHERE o.id <= c.id) DESC
=== ORDER BY USING and NULLS
scoped, ordered
SELECT id, price FROM item ORDER BY price USING >, id NULLS FIRST
=== a subquery in LIMIT
scoped, ordered
SELECT id, points FROM customer ORDER BY id LIMIT (SELECT count(*) - 1 FROM gift)
=== a subquery in OFFSET
scoped, ordered
SELECT id, points FROM customer ORDER BY id OFFSET (SELECT min(id) FROM orders) ROWS
=== FETCH FIRST
scoped, ordered
SELECT id, points FROM customer ORDER BY id OFFSET 1 ROW FETCH FIRST (SELECT count(*) FROM gift) ROWS ONLY
=== FETCH WITH TIES
scoped, ordered
SELECT points FROM customer ORDER BY points FETCH NEXT 2 ROWS WITH TIES
=== LIMIT ALL
scoped
SELECT points FROM customer LIMIT ALL OFFSET NULL
=== a subquery in FILTER
scoped
SELECT sum(points) FILTER (WHERE id IN (SELECT id FROM gift)) FROM customer
=== FILTER and DISTINCT in an aggregate
scoped
SELECT count(DISTINCT name) FILTER (WHERE points > 15), string_agg(name, ',' ORDER BY points DESC) FROM customer
=== WITHIN GROUP
scoped
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY total), mode() WITHIN GROUP (ORDER BY (SELECT 1)) FROM orders
=== a subquery in WITHIN GROUP
scoped
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY total + (SELECT max(worth) FROM gift)) FROM orders
=== OVER
scoped
SELECT id, sum(points) OVER (ORDER BY id), rank() OVER (PARTITION BY name ORDER BY points) FROM customer
=== a subquery in OVER
scoped
SELECT id, sum(points) OVER (PARTITION BY (SELECT max(o.total) FROM orders o WHERE o.id > c.id) ORDER BY id) FROM customer c
=== a window's frame
scoped
SELECT id, sum(points) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE TIES) FROM customer
=== a named window
scoped
SELECT id, sum(points) OVER w, lag(points, 1) OVER (w ROWS UNBOUNDED PRECEDING) FROM customer WINDOW w AS (ORDER BY id)
=== a subquery in WINDOW
scoped
SELECT id, sum(points) OVER w FROM customer WINDOW w AS (PARTITION BY (SELECT count(*) FROM orders) ORDER BY id)
=== GROUPING SETS
scoped
SELECT name, count(*), grouping(name) FROM customer GROUP BY GROUPING SETS ((name), ())
=== CUBE and ROLLUP with a subquery
scoped
SELECT count(*), sum(points) FROM customer GROUP BY CUBE (name, (SELECT count(*) FROM gift)), ROLLUP (id)
=== GROUP BY DISTINCT and ALL
scoped
SELECT name, sum(points) FROM customer GROUP BY DISTINCT name, name
=== DISTINCT ON
scoped, ordered
SELECT DISTINCT ON (name) name, points FROM customer ORDER BY name, points
=== DISTINCT ON a subquery
scoped
SELECT DISTINCT ON ((SELECT max(total) FROM orders)) 1 FROM customer
=== a select list that is empty
scoped
SELECT FROM customer WHERE points > 20
=== VALUES
scoped
VALUES (1, 'a'), (2, 'b')
=== VALUES with subqueries
scoped
VALUES ((SELECT sum(total) FROM orders)), ((SELECT sum(worth) FROM gift))
=== VALUES in FROM
scoped
SELECT v.x, v.y FROM (VALUES (1, (SELECT max(total) FROM orders)), (2, 3)) AS v (x, y)
=== VALUES in IN
scoped
SELECT points FROM customer WHERE id IN (VALUES (1), ((SELECT max(id) FROM gift)))
=== TABLE
scoped
TABLE gift
=== TABLE qualified, with a tail
scoped, ordered
TABLE archive.orders ORDER BY id LIMIT 2
=== TABLE ONLY
scoped
TABLE ONLY creature
=== TABLE in a union
scoped
TABLE archive.paper UNION ALL SELECT tenant_id, id, note FROM orders
=== TABLE in a subquery
scoped
SELECT count(*) FROM (TABLE customer) s WHERE EXISTS (TABLE orders)
=== TABLE in parentheses
scoped
SELECT id IN (SELECT s.id FROM ((TABLE gift)) s) FROM customer
=== UNION
scoped
SELECT points FROM customer UNION SELECT worth FROM gift
=== UNION with an order
scoped, ordered
SELECT points FROM customer UNION ALL SELECT worth FROM gift ORDER BY 1
=== INTERSECT and EXCEPT
scoped
SELECT id FROM customer INTERSECT SELECT id FROM gift EXCEPT ALL SELECT parent_id FROM node
=== set operations in parentheses
scoped
(SELECT name FROM customer EXCEPT (SELECT name FROM item UNION SELECT name FROM gift)) UNION ALL (SELECT note FROM orders ORDER BY id LIMIT 1)
=== a set operation of VALUES and TABLE
scoped
VALUES (1) UNION ALL (SELECT points FROM customer) UNION (SELECT worth FROM (TABLE gift) g)
=== FOR UPDATE
scoped
SELECT id, points FROM customer WHERE id = 1 FOR UPDATE
=== FOR UPDATE OF
scoped
SELECT c.points, o.total FROM customer c JOIN orders o ON o.id = c.id FOR UPDATE OF c NOWAIT
=== FOR SHARE and FOR KEY SHARE
scoped
SELECT c.points FROM customer c, gift g WHERE c.id = g.id FOR SHARE OF g SKIP LOCKED FOR KEY SHARE OF c
=== FOR UPDATE OF a table without an alias
scoped
SELECT points FROM customer FOR NO KEY UPDATE OF customer
=== FOR UPDATE in a subquery
scoped
SELECT points FROM (SELECT points FROM customer WHERE id = 2 FOR UPDATE) s
=== whole-row reference
scoped
SELECT customer FROM customer
=== whole-row reference of an alias
scoped
SELECT c, c.*, (c).points FROM customer c
=== whole row to JSON
scoped
SELECT row_to_json(o), to_jsonb(o.*) FROM orders o
=== whole rows compared
scoped
SELECT count(*) FROM customer a, customer b WHERE a = b
=== whole row is null
scoped
SELECT c.points FROM customer c LEFT JOIN gift g ON g.id = c.id WHERE g IS NULL
=== whole row counted and distinct
scoped
SELECT count(o), count(DISTINCT o.*) FROM customer c LEFT JOIN orders o ON o.id = c.id + 1
=== whole row cast
scoped
SELECT c::customer FROM customer c
=== whole row in functional notation
refused: the function label is not known to stay in the tenant
SELECT label(c) FROM customer c
=== attribute notation of a function
refused: the function label is not known to stay in the tenant
SELECT c.label FROM customer c
=== attribute notation of a function in parentheses
refused: the function label is not known to stay in the tenant
SELECT (c).label FROM customer c
=== functional notation of a column
refused: the function points is not known to stay in the tenant
SELECT points(c) FROM customer c
=== everything
scoped
SELECT * FROM customer
=== everything of one
scoped
SELECT o.*, c.points FROM customer c JOIN orders o ON o.id = c.id
=== everything of a schema's table
refused: a column is named with its schema
SELECT public.gift.* FROM public.gift
=== the tenant selected
scoped
SELECT tenant_id, count(*) FROM customer GROUP BY tenant_id
=== the tenant compared
scoped
SELECT c.points FROM customer c JOIN orders o ON o.tenant_id = c.tenant_id AND o.id = c.id
=== another tenant asked for
scoped
SELECT count(*) FROM customer WHERE tenant_id = '33333333-3333-4333-8333-333333333333'
=== any tenant asked for
scoped
SELECT count(*) FROM customer WHERE tenant_id = '33333333-3333-4333-8333-333333333333' OR true
=== the tenant in an outer reference
scoped
SELECT (SELECT count(*) FROM orders o WHERE o.tenant_id <> c.tenant_id) FROM customer c
=== the tenant under another name
scoped
SELECT t.x FROM (SELECT tenant_id AS x FROM customer) t
=== the tenant's column hidden by an alias list
scoped
SELECT c.tenant_id FROM customer c (tenant_id, id) WHERE c.tenant_id = 1
=== another column called as the tenant's
scoped
SELECT s.tenant_id FROM (SELECT total AS tenant_id FROM orders) s
=== system columns
refused: the system column
SELECT ctid FROM customer
=== the table's oid
refused: the system column
SELECT tableoid::regclass FROM customer
=== a name for a type that reads
scoped
SELECT 'customer'::text, 1 FROM customer
=== OR at the end
scoped
SELECT points FROM customer WHERE id = 1 OR id = 2
=== NOT and OR with a subquery
scoped
SELECT points FROM customer WHERE NOT id = 1 OR EXISTS (SELECT FROM orders WHERE total % 10 = 3)
=== forty levels of subqueries
scoped
SELECT (SELECT (SELECT (SELECT (SELECT (SELECT (SELECT (SELECT (SELECT (SELECT (SELECT (SELECT (SELECT max(total) FROM orders))))))))))))
