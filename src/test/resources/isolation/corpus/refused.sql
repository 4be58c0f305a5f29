=== two statements
refused: not understood here: the statement should end
SELECT 1; SELECT * FROM customer
=== a second statement after a comment
refused: not understood here: the statement should end
SELECT 1 /* ; */ ; DELETE FROM customer
=== a second statement after a tagged string
refused: not understood here: the statement should end
SELECT $a$;$b$;$a$; DELETE FROM customer
=== TRUNCATE
refused: only rows can be read and changed here
TRUNCATE customer
=== CREATE TABLE AS
refused: only rows can be read and changed here
CREATE TABLE mine AS SELECT * FROM customer
=== CREATE VIEW
refused: only rows can be read and changed here
CREATE VIEW mine AS SELECT * FROM customer
=== DROP
refused: only rows can be read and changed here
DROP TABLE customer
=== ALTER
refused: only rows can be read and changed here
ALTER TABLE customer DISABLE ROW LEVEL SECURITY
=== GRANT
refused: only rows can be read and changed here
GRANT SELECT ON customer TO PUBLIC
=== COPY
refused: only rows can be read and changed here
COPY customer TO STDOUT
=== COPY of a query
refused: only rows can be read and changed here
COPY (SELECT * FROM customer) TO STDOUT
=== DO
refused: only rows can be read and changed here
DO $$ BEGIN DELETE FROM customer; END $$
=== CALL
refused: only rows can be read and changed here
CALL something()
=== SET
refused: only rows can be read and changed here
SET app.tenant_id = '33333333-3333-4333-8333-333333333333'
=== SET LOCAL
refused: only rows can be read and changed here
SET LOCAL app.tenant_id = '33333333-3333-4333-8333-333333333333'
=== RESET
refused: only rows can be read and changed here
RESET app.tenant_id
=== SET ROLE
refused: only rows can be read and changed here
SET ROLE postgres
=== SHOW
refused: only rows can be read and changed here
SHOW app.tenant_id
=== BEGIN
refused: only rows can be read and changed here
BEGIN
=== COMMIT
refused: only rows can be read and changed here
COMMIT
=== SAVEPOINT
refused: only rows can be read and changed here
SAVEPOINT a
=== LOCK
refused: only rows can be read and changed here
LOCK TABLE customer
=== DECLARE CURSOR
refused: only rows can be read and changed here
DECLARE c CURSOR FOR SELECT * FROM customer
=== FETCH
refused: only rows can be read and changed here
FETCH ALL FROM c
=== PREPARE
refused: only rows can be read and changed here
PREPARE p AS SELECT * FROM customer
=== EXECUTE
refused: only rows can be read and changed here
EXECUTE p
=== DEALLOCATE
refused: only rows can be read and changed here
DEALLOCATE ALL
=== DISCARD
refused: only rows can be read and changed here
DISCARD ALL
=== EXPLAIN
refused: only rows can be read and changed here
EXPLAIN SELECT * FROM customer
=== EXPLAIN ANALYZE of a write
refused: only rows can be read and changed here
EXPLAIN ANALYZE DELETE FROM customer
=== LISTEN
refused: only rows can be read and changed here
LISTEN a
=== NOTIFY
refused: only rows can be read and changed here
NOTIFY a, 'b'
=== VACUUM
refused: only rows can be read and changed here
VACUUM customer
=== REFRESH
refused: only rows can be read and changed here
REFRESH MATERIALIZED VIEW customer_copy
=== REINDEX
refused: only rows can be read and changed here
REINDEX TABLE customer
=== COMMENT
refused: only rows can be read and changed here
COMMENT ON TABLE customer IS 'x'
=== SELECT INTO
refused: SELECT INTO makes a table
SELECT * INTO mine FROM customer
=== SELECT INTO TEMP
refused: SELECT INTO makes a table
SELECT id INTO TEMP TABLE mine FROM customer
=== SELECT INTO in a union
refused: SELECT INTO makes a table
SELECT id INTO UNLOGGED mine FROM customer UNION SELECT 1
=== SELECT INTO after an empty list
refused: SELECT INTO makes a table
SELECT INTO mine FROM customer
=== set_config
refused: the function set_config is not known to stay in the tenant
SELECT set_config('app.tenant_id', '33333333-3333-4333-8333-333333333333', true)
=== set_config in capitals
refused: the function set_config is not known to stay in the tenant
SELECT SET_CONFIG('app.tenant_id', '', false), points FROM customer
=== set_config quoted and qualified
refused: the function set_config is not known to stay in the tenant
SELECT "pg_catalog"."set_config"('app.tenant_id', '', false)
=== set_config with a comment between
refused: the function set_config is not known to stay in the tenant
SELECT set_config /* x */ ('app.tenant_id', '', false)
=== set_config in FROM
refused: the function set_config is not known to stay in the tenant
SELECT * FROM set_config('app.tenant_id', '', false)
=== set_config in ROWS FROM
refused: the function set_config is not known to stay in the tenant
SELECT * FROM ROWS FROM (set_config('app.tenant_id', '', false)) r
=== set_config in a DEFAULT's place
refused: the function set_config is not known to stay in the tenant
INSERT INTO node (id, name) VALUES (50, set_config('app.tenant_id', '', false))
=== set_config in ORDER BY
refused: the function set_config is not known to stay in the tenant
SELECT points FROM customer ORDER BY set_config('app.tenant_id', '', true)
=== set_config in LIMIT
refused: the function set_config is not known to stay in the tenant
SELECT points FROM customer LIMIT length(set_config('app.tenant_id', '', true))
=== query_to_xml
refused: the function query_to_xml is not known to stay in the tenant
SELECT query_to_xml('SELECT * FROM customer', true, false, '')
=== table_to_xml
refused: the function table_to_xml is not known to stay in the tenant
SELECT table_to_xml('customer', true, false, '')
=== cursor_to_xml
refused: the function cursor_to_xml is not known to stay in the tenant
SELECT cursor_to_xml('c', 1, true, false, '')
=== database_to_xml
refused: the function database_to_xml is not known to stay in the tenant
SELECT database_to_xml(true, false, '')
=== ts_stat
refused: the function ts_stat is not known to stay in the tenant
SELECT * FROM ts_stat('SELECT to_tsvector(name) FROM customer')
=== ts_rewrite with a query
refused: the function ts_rewrite is not known to stay in the tenant
SELECT ts_rewrite('a'::tsquery, 'SELECT name::tsquery, name::tsquery FROM customer')
=== lo_import
refused: the function lo_import is not known to stay in the tenant
SELECT lo_import('/etc/passwd')
=== lo_get
refused: the function lo_get is not known to stay in the tenant
SELECT lo_get(1)
=== pg_read_file
refused: the function pg_read_file is not known to stay in the tenant
SELECT pg_read_file('PG_VERSION')
=== pg_ls_dir
refused: the function pg_ls_dir is not known to stay in the tenant
SELECT pg_ls_dir('.')
=== pg_sleep
refused: the function pg_sleep is not known to stay in the tenant
SELECT pg_sleep(0)
=== pg_notify
refused: the function pg_notify is not known to stay in the tenant
SELECT pg_notify('a', 'b')
=== pg_terminate_backend
refused: the function pg_terminate_backend is not known to stay in the tenant
SELECT pg_terminate_backend(1)
=== pg_advisory_lock
refused: the function pg_advisory_lock is not known to stay in the tenant
SELECT pg_advisory_lock(1)
=== nextval
refused: the function nextval is not known to stay in the tenant
SELECT nextval('ticket')
=== lastval
refused: the function lastval is not known to stay in the tenant
SELECT lastval()
=== pg_relation_size
refused: the function pg_relation_size is not known to stay in the tenant
SELECT pg_relation_size('customer')
=== has_table_privilege
refused: the function has_table_privilege is not known to stay in the tenant
SELECT has_table_privilege('customer', 'SELECT')
=== pg_stat_get_live_tuples
refused: the function pg_stat_get_live_tuples is not known to stay in the tenant
SELECT pg_stat_get_live_tuples('customer'::regclass)
=== pg_get_viewdef
refused: the function pg_get_viewdef is not known to stay in the tenant
SELECT pg_get_viewdef('all_customers'::regclass)
=== a function of the program
refused: the function customer_count is not known to stay in the tenant
SELECT customer_count()
=== a function of the program, harmless
refused: the function shout is not known to stay in the tenant
SELECT shout(name) FROM customer
=== a function of the program, qualified
refused: the function shout is not known to stay in the tenant
SELECT public.shout(name) FROM customer
=== a function of the program, quoted
refused: the function shout is not known to stay in the tenant
SELECT "shout"(name) FROM customer
=== a function that nobody knows
refused: the function made_up is not known to stay in the tenant
SELECT made_up(1)
=== an operator of the program
refused: the operator <~~~> is not known to stay in the tenant
SELECT id <~~~> 3 FROM customer
=== an operator of the program, named in full
refused: an operator of another schema is not known to stay in the tenant
SELECT id OPERATOR(public.<~~~>) 3 FROM customer
=== an operator of the program with ANY
refused: the operator <~~~> is not known to stay in the tenant
SELECT id <~~~> ANY (ARRAY[1]) FROM customer
=== a subquery's operator of the program
refused: the operator <~~~> is not known to stay in the tenant
SELECT points FROM customer WHERE id <~~~> ANY (SELECT id FROM gift)
=== a cast that calls for a table's statistics
refused: the function pg_table_size is not known to stay in the tenant
SELECT 'customer'::regclass::oid::bigint, pg_table_size('customer')
=== current_setting
refused: the function current_setting is not known to stay in the tenant
SELECT current_setting('app.tenant_id')
=== WITH that truncates
refused: only rows can be read and changed here
WITH a AS (TRUNCATE customer) SELECT 1
=== a parameter that takes the tenant's place
scoped
SELECT points FROM customer WHERE id = $2
=== a JSON_TABLE with a hidden function
refused: the function set_config is not known to stay in the tenant
SELECT t.v FROM JSON_TABLE(to_jsonb(set_config('app.tenant_id', '', true)), '$' COLUMNS (v text PATH '$')) t
=== a hidden function in OVER
refused: the function set_config is not known to stay in the tenant
SELECT sum(points) OVER (ORDER BY set_config('app.tenant_id', '', true)) FROM customer
=== a hidden function in a subscript
refused: the function set_config is not known to stay in the tenant
SELECT tags[length(set_config('app.tenant_id', '', true))] FROM customer
=== a hidden function in an escape-looking string's shadow
refused: the function set_config is not known to stay in the tenant
SELECT '\', set_config('app.tenant_id', '', true), '\'
=== a hidden table after an escape string
refused: the table secret has no tenant and is not to be used here
SELECT E'\\', name FROM secret --'
=== a hidden table after a dollar that is in a name
refused: the table secret has no tenant and is not to be used here
SELECT a$$ FROM (SELECT 1 AS a$$) x, secret -- $$
=== a hidden table after a nested comment
refused: the table secret has no tenant and is not to be used here
SELECT 1 /* /* */ FROM customer */ FROM secret
