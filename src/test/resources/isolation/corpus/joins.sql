=== a list
scoped
SELECT c.id, o.total FROM customer c, orders o WHERE o.customer_id = c.id
=== a list without aliases
scoped
SELECT customer.points, orders.total FROM customer, orders WHERE customer.id = orders.id
=== a cross join
scoped
SELECT count(*), sum(c.points + o.total) FROM customer c CROSS JOIN orders o
=== an inner join by id alone
scoped
SELECT c.points, o.total FROM customer c JOIN orders o ON o.customer_id = c.id
=== a left join
scoped
SELECT c.points, o.total FROM customer c LEFT JOIN orders o ON o.id = c.id + 1
=== a right join
scoped
SELECT c.points, o.total FROM customer c RIGHT OUTER JOIN orders o ON o.id = c.id + 1
=== a full join
scoped
SELECT c.points, n.weight FROM customer c FULL JOIN node n ON n.id = c.id
=== a full join on an expression
scoped
SELECT c.points, n.weight FROM customer c FULL OUTER JOIN node n ON n.id = c.id + 2
=== a join using
scoped
SELECT id, c.points, o.total FROM customer c JOIN orders o USING (id)
=== a join using, with everything selected
scoped
SELECT * FROM item JOIN gift USING (id)
=== a join using with an alias
scoped
SELECT j.id, c.points FROM customer c JOIN orders o USING (id) AS j
=== a join using the tenant
scoped
SELECT c.points, o.total FROM customer c JOIN orders o USING (tenant_id, id)
=== a full join using
scoped
SELECT id, c.points, n.weight FROM customer c FULL JOIN node n USING (id)
=== a natural join
scoped
SELECT * FROM item NATURAL JOIN gift
=== a natural left join
scoped
SELECT * FROM customer NATURAL LEFT JOIN archive.paper
=== a natural full join
scoped
SELECT id, weight, worth FROM node NATURAL FULL JOIN gift
=== parenthesised joins
scoped
SELECT c.points, o.total, l.quantity FROM customer c LEFT JOIN (orders o JOIN line l ON l.order_id = o.id) ON o.customer_id = c.id
=== parenthesised joins with an alias
scoped
SELECT j.total FROM (orders JOIN line ON line.order_id = orders.id) AS j (t1, oid, cid, total)
=== parentheses on the left
scoped
SELECT c.points, l.price FROM ((customer c JOIN orders o ON o.customer_id = c.id) JOIN line l ON l.order_id = o.id)
=== a join tree without parentheses, conditions last
scoped
SELECT c.points, o.total, l.price FROM customer c JOIN orders o JOIN line l ON l.order_id = o.id ON o.customer_id = c.id
=== five tables of every kind of join
scoped
SELECT count(*), sum(i.price) FROM customer c LEFT JOIN orders o ON o.customer_id = c.id CROSS JOIN gift g JOIN line l ON l.order_id = o.id RIGHT JOIN item i ON i.id = l.item_id
=== a list and joins
scoped
SELECT count(*), sum(g.worth) FROM gift g, customer c LEFT JOIN orders o ON o.id = c.id, node n WHERE n.id = c.id
=== a self join
scoped
SELECT a.weight, b.weight FROM node a JOIN node b ON b.parent_id = a.id
=== a self join without an alias on one side
scoped
SELECT node.weight, b.weight FROM node LEFT JOIN node b ON node.id = b.parent_id
=== a join with a subquery in ON
scoped
SELECT c.points, o.total FROM customer c LEFT JOIN orders o ON o.total > (SELECT avg(total) FROM orders)
=== a join with EXISTS in ON
scoped
SELECT c.points, g.worth FROM customer c LEFT JOIN gift g ON EXISTS (SELECT FROM orders o WHERE o.id = c.id AND o.total > g.worth)
=== a semi join by IN
scoped
SELECT points FROM customer WHERE id IN (SELECT customer_id FROM orders WHERE total > 200)
=== an anti join by NOT EXISTS
scoped
SELECT weight FROM node n WHERE NOT EXISTS (SELECT 1 FROM gift g WHERE g.id = n.id)
=== an anti join by NOT IN
scoped
SELECT weight FROM node WHERE id NOT IN (SELECT id FROM gift)
=== a derived table
scoped
SELECT s.n FROM (SELECT count(*) AS n FROM orders) s
=== a derived table without a name
scoped
SELECT n FROM (SELECT count(*) AS n FROM orders)
=== a derived table with a column list
scoped
SELECT s.a, s.b FROM (SELECT id, total FROM orders) AS s (a, b)
=== a derived table in parentheses
scoped
SELECT count(*) FROM (((SELECT id FROM orders))) s
=== a derived set operation
scoped
SELECT sum(x) FROM (SELECT points x FROM customer UNION ALL (SELECT total FROM orders)) s
=== LATERAL
scoped
SELECT c.points, s.n FROM customer c, LATERAL (SELECT count(*) AS n FROM orders o WHERE o.id <= c.id) s
=== LEFT JOIN LATERAL
scoped
SELECT c.points, s.total FROM customer c LEFT JOIN LATERAL (SELECT o.total FROM orders o WHERE o.customer_id = c.id ORDER BY o.total LIMIT 1) s ON true
=== LATERAL inside LATERAL
scoped
SELECT c.points, s.x FROM customer c CROSS JOIN LATERAL (SELECT l.x FROM orders o CROSS JOIN LATERAL (SELECT sum(n.weight + c.id + o.id) AS x FROM node n) l) s
=== a table alias with columns
scoped
SELECT o.a, o.b FROM orders AS o (t, a, x, b)
=== a table's columns renamed without an alias word
scoped
SELECT o.b FROM orders o (t, a, x, b) WHERE a > 1
=== ONLY
scoped
SELECT sum(legs) FROM ONLY creature
=== ONLY with parentheses
scoped
SELECT sum(c.legs) FROM ONLY (creature) AS c
=== a star after the table
scoped
SELECT sum(legs) FROM creature *
=== a star and an alias
scoped
SELECT sum(c.legs) FROM public.creature * AS c
=== a table that others inherit from
scoped
SELECT id, name, legs FROM creature
=== a table that inherits
scoped
SELECT id, legs, bark FROM dog
=== a partitioned table
scoped
SELECT v.page, sum(v.seconds) FROM visit v GROUP BY v.page
=== a partition itself
scoped
SELECT sum(seconds) FROM visit_high
=== a join of a partitioned table
scoped
SELECT c.points, v.seconds FROM customer c LEFT JOIN visit v ON v.customer_id = c.id
=== TABLESAMPLE
refused: TABLESAMPLE draws from all tenants' rows
SELECT sum(points) FROM customer TABLESAMPLE BERNOULLI (100)
=== TABLESAMPLE of an alias, repeatable
refused: TABLESAMPLE draws from all tenants' rows
SELECT sum(c.points) FROM customer AS c TABLESAMPLE SYSTEM (100) REPEATABLE (3)
=== TABLESAMPLE with a subquery
refused: TABLESAMPLE draws from all tenants' rows
SELECT sum(c.points) FROM customer c TABLESAMPLE BERNOULLI ((SELECT count(*) FROM orders))
=== a table of another schema
scoped
SELECT sum(total) FROM archive.orders
=== two tables of one name
scoped
SELECT o.total, a.total FROM orders o JOIN archive.orders a ON a.id = o.id
=== two tables of one name, qualified
refused: a column is named with its schema
SELECT public.orders.total FROM public.orders WHERE public.orders.id = 2
=== a column qualified by its schema in another
refused: a column is named with its schema
SELECT archive.orders.total FROM archive.orders
=== a table only in another schema
refused: there is no table paper to be used here
SELECT * FROM paper
=== a column with its database's name before
refused: a table is named with its database
SELECT * FROM other.public.customer
=== a table without a tenant
scoped
SELECT name, population FROM country WHERE population > 8
=== a table without a tenant, joined
scoped
SELECT c.points, k.population FROM customer c JOIN country k ON k.name = c.name
=== a table without a tenant that is not open
refused: the table secret has no tenant and is not to be used here
SELECT * FROM secret
=== a table without a tenant that is not open, in a subquery
refused: the table secret has no tenant and is not to be used here
SELECT points FROM customer WHERE name IN (SELECT name FROM secret)
=== a table that does not exist
refused: there is no table nothing to be used here
SELECT * FROM nothing
=== PostgreSQL's own table
refused: there is no table pg_class to be used here
SELECT relname FROM pg_class
=== PostgreSQL's own table, qualified
refused: there is no table pg_catalog.pg_statistic to be used here
SELECT * FROM pg_catalog.pg_statistic
=== PostgreSQL's own view of what was read
refused: there is no table pg_stats to be used here
SELECT * FROM pg_stats
=== the information schema
refused: the view information_schema.tables reads with its owner's rights, past row security
SELECT * FROM information_schema.tables
=== a sequence as a table
refused: ticket is no ordinary table or view
SELECT last_value FROM ticket
=== a materialized view
refused: customer_copy is no ordinary table or view
SELECT * FROM customer_copy
=== an owner's view
refused: the view all_customers reads with its owner's rights, past row security
SELECT * FROM all_customers
=== a view
scoped
SELECT id, name FROM customer_brief
=== a view in a join
scoped
SELECT b.name, o.total FROM orders o LEFT JOIN customer_brief b ON b.id = o.customer_id
=== a view that groups
scoped
SELECT customer_id, total, n FROM order_totals
=== a view that groups, joined
scoped
SELECT c.points, t.total FROM customer c LEFT JOIN order_totals AS t ON t.customer_id = c.id
=== a view without the tenant
scoped
SELECT id, name FROM customer_names
=== a view without the tenant that counts
scoped
SELECT n, total FROM order_sum
=== a view of tables without a tenant
scoped
SELECT code, name FROM country_names
=== a view whose tenant is only one table's
scoped
SELECT name FROM mislabelled
=== a function in FROM
scoped
SELECT c.points, g FROM customer c, generate_series(1, c.id) g
=== a function in FROM with a subquery as argument
scoped
SELECT g FROM generate_series(1, (SELECT count(*) FROM orders)) AS g
=== unnest of a subquery
scoped
SELECT u FROM unnest(ARRAY(SELECT total FROM orders ORDER BY 1)) AS u
=== unnest WITH ORDINALITY
scoped
SELECT c.id, u.tag, u.n FROM customer c CROSS JOIN LATERAL unnest(c.tags) WITH ORDINALITY AS u (tag, n)
=== ROWS FROM
scoped
SELECT * FROM ROWS FROM (generate_series(1, 2), unnest(ARRAY(SELECT points FROM customer ORDER BY 1))) AS r (a, b)
=== a function with column definitions
scoped
SELECT r.k FROM customer c, jsonb_to_record(c.profile) AS r (k int)
=== jsonb_array_elements of a column
scoped
SELECT c.id, e FROM customer c, jsonb_array_elements(c.profile -> 'deep') e
=== jsonb_to_recordset of a subquery
scoped
SELECT r.k FROM jsonb_to_recordset((SELECT jsonb_agg(profile ORDER BY id) FROM customer)) AS r (k int)
=== JSON_TABLE
scoped
SELECT c.id, t.v FROM customer c, JSON_TABLE(c.profile, '$.deep[*]' COLUMNS (v int PATH '$')) t
=== JSON_TABLE of a subquery
scoped
SELECT t.v FROM JSON_TABLE((SELECT jsonb_agg(total ORDER BY id) FROM orders), '$[*]' COLUMNS (v int PATH '$', NESTED PATH '$' COLUMNS (w int PATH '$'))) AS t
=== XMLTABLE
scoped
SELECT t.v FROM XMLTABLE('/a/b' PASSING (SELECT xmlparse(CONTENT '<a><b>' || max(total) || '</b></a>') FROM orders) COLUMNS v int PATH '.') AS t
=== current_date in FROM
refused: a table is expected
SELECT c.points FROM customer c, current_user
=== a function of the program in FROM
refused: the function customer_count is not known to stay in the tenant
SELECT * FROM customer_count()
=== dblink
refused: the function dblink is not known to stay in the tenant
SELECT * FROM dblink('dbname=x', 'SELECT * FROM customer') AS t (id int)
=== a table named twice in a list
scoped
SELECT a.points, b.points FROM customer a, customer b WHERE a.id = b.id
