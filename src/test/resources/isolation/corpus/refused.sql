=== two statements
refused: 
SELECT 1; SELECT * FROM customer
=== a second statement after a comment
refused: 
SELECT 1 /* ; */ ; DELETE FROM customer
=== a second statement after a tagged string
refused: 
SELECT $a$;$b$;$a$; DELETE FROM customer
=== TRUNCATE
refused: 
TRUNCATE customer
=== CREATE TABLE AS
refused: 
CREATE TABLE mine AS SELECT * FROM customer
=== CREATE VIEW
refused: 
CREATE VIEW mine AS SELECT * FROM customer
=== DROP
refused: 
DROP TABLE customer
=== ALTER
refused: 
ALTER TABLE customer DISABLE ROW LEVEL SECURITY
=== GRANT
refused: 
GRANT SELECT ON customer TO PUBLIC
=== COPY
refused: 
COPY customer TO STDOUT
=== COPY of a query
refused: 
COPY (SELECT * FROM customer) TO STDOUT
=== DO
refused: 
DO $$ BEGIN DELETE FROM customer; END $$
=== CALL
refused: 
CALL something()
=== SET
refused: 
SET app.tenant_id = '33333333-3333-4333-8333-333333333333'
=== SET LOCAL
refused: 
SET LOCAL app.tenant_id = '33333333-3333-4333-8333-333333333333'
=== RESET
refused: 
RESET app.tenant_id
=== SET ROLE
refused: 
SET ROLE postgres
=== SHOW
refused: 
SHOW app.tenant_id
=== BEGIN
refused: 
BEGIN
=== COMMIT
refused: 
COMMIT
=== SAVEPOINT
refused: 
SAVEPOINT a
=== LOCK
refused: 
LOCK TABLE customer
=== DECLARE CURSOR
refused: 
DECLARE c CURSOR FOR SELECT * FROM customer
=== FETCH
refused: 
FETCH ALL FROM c
=== PREPARE
refused: 
PREPARE p AS SELECT * FROM customer
=== EXECUTE
refused: 
EXECUTE p
=== DEALLOCATE
refused: 
DEALLOCATE ALL
=== DISCARD
refused: 
DISCARD ALL
=== EXPLAIN
refused: 
EXPLAIN SELECT * FROM customer
=== EXPLAIN ANALYZE of a write
refused: 
EXPLAIN ANALYZE DELETE FROM customer
=== LISTEN
refused: 
LISTEN a
=== NOTIFY
refused: 
NOTIFY a, 'b'
=== VACUUM
refused: 
VACUUM customer
=== REFRESH
refused: 
REFRESH MATERIALIZED VIEW customer_copy
=== REINDEX
refused: 
REINDEX TABLE customer
=== COMMENT
refused: 
COMMENT ON TABLE customer IS 'x'
=== SELECT INTO
refused: 
SELECT * INTO mine FROM customer
=== SELECT INTO TEMP
refused: 
SELECT id INTO TEMP TABLE mine FROM customer
=== SELECT INTO in a union
refused: 
SELECT id INTO UNLOGGED mine FROM customer UNION SELECT 1
=== SELECT INTO after an empty list
refused: 
SELECT INTO mine FROM customer
=== set_config
refused: 
SELECT set_config('app.tenant_id', '33333333-3333-4333-8333-333333333333', true)
=== set_config in capitals
refused: 
SELECT SET_CONFIG('app.tenant_id', '', false), points FROM customer
=== set_config quoted and qualified
refused: 
SELECT "pg_catalog"."set_config"('app.tenant_id', '', false)
=== set_config with a comment between
refused: 
SELECT set_config /* x */ ('app.tenant_id', '', false)
=== set_config in FROM
refused: 
SELECT * FROM set_config('app.tenant_id', '', false)
=== set_config in ROWS FROM
refused: 
SELECT * FROM ROWS FROM (set_config('app.tenant_id', '', false)) r
=== set_config in a DEFAULT's place
refused: 
INSERT INTO node (id, name) VALUES (50, set_config('app.tenant_id', '', false))
=== set_config in ORDER BY
refused: 
SELECT points FROM customer ORDER BY set_config('app.tenant_id', '', true)
=== set_config in LIMIT
refused: 
SELECT points FROM customer LIMIT length(set_config('app.tenant_id', '', true))
=== query_to_xml
refused: 
SELECT query_to_xml('SELECT * FROM customer', true, false, '')
=== table_to_xml
refused: 
SELECT table_to_xml('customer', true, false, '')
=== cursor_to_xml
refused: 
SELECT cursor_to_xml('c', 1, true, false, '')
=== database_to_xml
refused: 
SELECT database_to_xml(true, false, '')
=== ts_stat
refused: 
SELECT * FROM ts_stat('SELECT to_tsvector(name) FROM customer')
=== ts_rewrite with a query
refused: 
SELECT ts_rewrite('a'::tsquery, 'SELECT name::tsquery, name::tsquery FROM customer')
=== lo_import
refused: 
SELECT lo_import('/etc/passwd')
=== lo_get
refused: 
SELECT lo_get(1)
=== pg_read_file
refused: 
SELECT pg_read_file('PG_VERSION')
=== pg_ls_dir
refused: 
SELECT pg_ls_dir('.')
=== pg_sleep
refused: 
SELECT pg_sleep(0)
=== pg_notify
refused: 
SELECT pg_notify('a', 'b')
=== pg_terminate_backend
refused: 
SELECT pg_terminate_backend(1)
=== pg_advisory_lock
refused: 
SELECT pg_advisory_lock(1)
=== nextval
refused: 
SELECT nextval('ticket')
=== lastval
refused: 
SELECT lastval()
=== pg_relation_size
refused: 
SELECT pg_relation_size('customer')
=== has_table_privilege
refused: 
SELECT has_table_privilege('customer', 'SELECT')
=== pg_stat_get_live_tuples
refused: 
SELECT pg_stat_get_live_tuples('customer'::regclass)
=== pg_get_viewdef
refused: 
SELECT pg_get_viewdef('all_customers'::regclass)
=== a function of the program
refused: 
SELECT customer_count()
=== a function of the program, harmless
refused: 
SELECT shout(name) FROM customer
=== a function of the program, qualified
refused: 
SELECT public.shout(name) FROM customer
=== a function of the program, quoted
refused: 
SELECT "shout"(name) FROM customer
=== a function that nobody knows
refused: 
SELECT made_up(1)
=== an operator of the program
refused: 
SELECT id <~~~> 3 FROM customer
=== an operator of the program, named in full
refused: 
SELECT id OPERATOR(public.<~~~>) 3 FROM customer
=== an operator of the program with ANY
refused: 
SELECT id <~~~> ANY (ARRAY[1]) FROM customer
=== a subquery's operator of the program
refused: 
SELECT points FROM customer WHERE id <~~~> ANY (SELECT id FROM gift)
=== a cast that calls for a table's statistics
refused: 
SELECT 'customer'::regclass::oid::bigint, pg_table_size('customer')
=== current_setting
refused: 
SELECT current_setting('app.tenant_id')
=== WITH that truncates
refused: 
WITH a AS (TRUNCATE customer) SELECT 1
=== a parameter that takes the tenant's place
scoped
SELECT points FROM customer WHERE id = $2
=== a JSON_TABLE with a hidden function
refused: 
SELECT t.v FROM JSON_TABLE(to_jsonb(set_config('app.tenant_id', '', true)), '$' COLUMNS (v text PATH '$')) t
=== a hidden function in OVER
refused: 
SELECT sum(points) OVER (ORDER BY set_config('app.tenant_id', '', true)) FROM customer
=== a hidden function in a subscript
refused: 
SELECT tags[length(set_config('app.tenant_id', '', true))] FROM customer
=== a hidden function in an escape-looking string's shadow
refused: 
SELECT '\', set_config('app.tenant_id', '', true), '\'
=== a hidden table after an escape string
refused: 
SELECT E'\\', name FROM secret --'
=== a hidden table after a dollar that is in a name
refused: 
SELECT a$$ FROM (SELECT 1 AS a$$) x, secret -- $$
=== a hidden table after a nested comment
refused: 
SELECT 1 /* /* */ FROM customer */ FROM secret
