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
=== a function of PostgreSQL's own called as a field runs a statement
refused: the function ts_stat
SELECT (('select to_tsvector(''simple'', name) from customer'::text).ts_stat).word
=== a function called as a field of a parameter
refused: the function current_setting
? 'app.tenant_id'
SELECT $1.current_setting
=== a function called as a field of an element
refused: the function current_setting
SELECT (array['server_version'])[1].current_setting
=== a function called as a field leaves a lock behind
refused: the function pg_advisory_lock
SELECT (42::bigint).pg_advisory_lock
=== a function called as a field of what a function in FROM gives
refused: the function ts_stat
SELECT x.ts_stat FROM coalesce('select name from customer'::text) x
=== a harmless function called as a field
scoped
SELECT (c.name).upper, (c).name FROM customer c
=== a label called case swallows no FROM
refused: not understood here: END
INSERT INTO customer (id, name) SELECT points, name case FROM customer RETURNING id end
=== a label called collation before a lock
scoped
SELECT points collation FROM customer FOR UPDATE
=== a label called collation right before a lock
scoped
SELECT 1 collation FOR UPDATE
=== an operator that never ends
refused: an operator longer than 63 characters
SELECT 1++++++++++++++++++++++++++++++++++++++++++++++++++++++++++++++++++++++1
=== half a character, which is sent as an operator
refused: a character that cannot be sent
SELECT '{}'::jsonb ⟦D800⟧e'\' || ', (SELECT string_agg(name, $$,$$) FROM customer) AS leak, ' -- ' AS x FROM orders
=== a NUL in a comment, where the text would end
refused: a character that cannot be sent
DELETE FROM customer --⟦0000⟧
=== a type called is before a label called distinct
scoped
SELECT '1'::is distinct FROM customer
=== a WITH query named as a view's own table
scoped
WITH country AS (SELECT 'none' AS code, 'no name' AS name) SELECT v.code, v.name FROM country_names v
=== TABLE of a view whose own table a WITH query is named as
scoped
WITH country AS (SELECT 'none' AS code, 'no name' AS name) TABLE country_names
=== a semicolon and a comment at the end of a read
scoped
SELECT points FROM customer ; -- ;
=== types with time zones in a function's columns
scoped
SELECT * FROM jsonb_to_recordset('[{"a": "2020-01-01"}]') AS x (a timestamp with time zone)
=== a subquery as the first argument of SUBSTRING with FOR
scoped
SELECT substring((SELECT max(name) FROM customer) FOR 2)
=== a frame with an expression
scoped
SELECT sum(points) OVER (ORDER BY id ROWS (1 + 1) PRECEDING) FROM customer
=== an interval with seconds
scoped
SELECT interval '1.234' second(2), points FROM customer
=== JSON_ARRAY of a query with a type
scoped
SELECT json_array(SELECT id FROM customer ORDER BY id RETURNING jsonb)
=== a table called by a word that is reserved since PostgreSQL 16, quoted
refused: there is no table system_user
SELECT * FROM "system_user"
=== a set of a type called is before a label called distinct
scoped
SELECT '1'::setof is distinct FROM customer
=== a comparison of what is cast to a type
scoped
SELECT name::text IS DISTINCT FROM 'x', points::numeric(10, 2) IS NOT DISTINCT FROM 1, name::pg_catalog.varchar(2) FROM customer
=== what follows a query in parentheses sees its WITH queries
scoped
(WITH customer AS (SELECT 0 AS id) SELECT 1 AS x) LIMIT (SELECT max(id) FROM customer)
=== what follows a union of queries in parentheses does not
scoped
(WITH customer AS (SELECT 0 AS id) SELECT 1 AS x) UNION ALL SELECT 2 LIMIT (SELECT count(*) FROM customer)
