=== INSERT of a row
scoped
INSERT INTO node (id, name) VALUES (50, 'a')
=== INSERT of rows
scoped
INSERT INTO node (id, name, weight) VALUES (50, 'a', 1), (51, NULL, 2), (52, DEFAULT, 3)
=== INSERT with parameters
scoped
? 50
? 'it''s'
INSERT INTO node (id, name) VALUES ($1, $2)
=== INSERT with RETURNING
scoped
INSERT INTO node (id, name) VALUES (50, 'a'), (51, 'b') RETURNING *, id + 1 AS next
=== INSERT with RETURNING of a subquery
scoped
INSERT INTO node (id) VALUES (50) RETURNING (SELECT sum(total) FROM orders), id
=== INSERT with RETURNING old and new
scoped
INSERT INTO node (id, weight) VALUES (50, 3) RETURNING old.weight, new.weight
=== INSERT with an alias
scoped
INSERT INTO node AS n (id, weight) VALUES (50, 3) RETURNING n.weight
=== INSERT qualified
scoped
INSERT INTO public.node (id) VALUES (50)
=== INSERT into another schema
scoped
INSERT INTO archive.orders (id, total) VALUES (50, 5)
=== INSERT into an odd name
scoped
INSERT INTO "Odd ""Name" ("Select", id, "from") VALUES ('x', 50, 1) RETURNING "Select"
=== INSERT of subqueries
scoped
INSERT INTO node (id, weight) VALUES (50, (SELECT max(total) FROM orders)), ((SELECT max(id) + 60 FROM gift), 1)
=== INSERT of the same key
scoped
INSERT INTO node (id) VALUES (1)
=== INSERT of a global key that another tenant has
interferes: the key is shared, which the check at start refuses
INSERT INTO gift (id, code) VALUES (50, 'code11')
=== INSERT SELECT
scoped
INSERT INTO node (id, weight) SELECT id + 50, total FROM orders
=== INSERT SELECT of a join
scoped
INSERT INTO node (id, weight) SELECT c.id + 50, sum(o.total) FROM customer c JOIN orders o ON o.customer_id = c.id GROUP BY c.id
=== INSERT SELECT in parentheses
scoped
INSERT INTO node (id, weight) (SELECT id + 50, total FROM orders)
=== INSERT SELECT ordered and limited
scoped
INSERT INTO node (id, weight) SELECT id + 50, total FROM orders ORDER BY total DESC LIMIT 2
=== INSERT SELECT ordered by position
scoped
INSERT INTO node (id, weight) SELECT id + 50, total FROM orders ORDER BY 2 DESC, 1 LIMIT 1
=== INSERT SELECT DISTINCT
scoped
INSERT INTO node (id, name) SELECT DISTINCT 50 + length(name), 'x' FROM customer
=== INSERT SELECT DISTINCT ON
scoped
INSERT INTO node (id, weight) SELECT DISTINCT ON (name) id + 50, points FROM customer ORDER BY name, id
=== INSERT SELECT GROUP BY
scoped
INSERT INTO node (id, weight) SELECT parent_id + 50, sum(weight) FROM node WHERE parent_id IS NOT NULL GROUP BY parent_id HAVING count(*) > 1
=== INSERT SELECT of aggregates
scoped
INSERT INTO node (id, weight) SELECT max(id) + 50, sum(total) FROM orders
=== INSERT SELECT without FROM
scoped
INSERT INTO node (id, weight) SELECT 50, 1 WHERE EXISTS (SELECT FROM orders)
=== INSERT SELECT with a window
scoped
INSERT INTO node (id, weight) SELECT id + 50, sum(total) OVER (ORDER BY id) FROM orders WINDOW w AS (ORDER BY id)
=== INSERT SELECT FOR UPDATE
scoped
INSERT INTO node (id, weight) SELECT id + 50, total FROM orders FOR UPDATE
=== INSERT SELECT *
scoped
INSERT INTO node (id, weight) SELECT * FROM (SELECT id + 50, total FROM orders) s
=== INSERT SELECT * of a table
scoped
INSERT INTO archive.paper (id, note) SELECT s.* FROM (SELECT id + 50, note FROM archive.orders) s
=== INSERT of a set operation
scoped
INSERT INTO node (id, weight) SELECT id + 50, total FROM orders UNION ALL SELECT id + 60, worth FROM gift
=== INSERT of a UNION
scoped
INSERT INTO node (id, weight) SELECT id + 50, 1 FROM orders UNION SELECT id + 50, 1 FROM gift
=== INSERT of EXCEPT
scoped
INSERT INTO node (id, weight) SELECT id + 50, 1 FROM orders EXCEPT SELECT id + 50, 1 FROM gift
=== INSERT of a set operation in parentheses with an order
scoped
INSERT INTO node (id, weight) (SELECT id + 50, total FROM orders ORDER BY total LIMIT 1) UNION ALL (SELECT id + 60, worth FROM gift ORDER BY worth LIMIT 1) ORDER BY 1
=== INSERT of a set operation with VALUES
scoped
INSERT INTO node (id, weight) VALUES (50, 1), (51, 2) UNION ALL SELECT id + 60, worth FROM gift
=== INSERT of TABLE
refused: the tenant is set by whoever sends the statement: leave tenant_id out
INSERT INTO archive.paper (tenant_id, id, note) TABLE archive.paper
=== INSERT of TABLE without the tenant's column
scoped
INSERT INTO country (code, name, population) TABLE country
=== INSERT DEFAULT VALUES
scoped
INSERT INTO archive.paper DEFAULT VALUES RETURNING *
=== INSERT without columns
refused: INSERT has to name its columns
INSERT INTO node VALUES ('33333333-3333-4333-8333-333333333333', 50)
=== INSERT SELECT without columns
refused: INSERT has to name its columns
INSERT INTO node SELECT * FROM node
=== INSERT that names the tenant
refused: the tenant is set by whoever sends the statement: leave tenant_id out
INSERT INTO node (tenant_id, id) VALUES ('33333333-3333-4333-8333-333333333333', 50)
=== INSERT that names the tenant in quotes
refused: the tenant is set by whoever sends the statement: leave tenant_id out
INSERT INTO node (id, "tenant_id") VALUES (50, '33333333-3333-4333-8333-333333333333')
=== INSERT that names the tenant in capitals
refused: the tenant is set by whoever sends the statement: leave tenant_id out
INSERT INTO node (id, TENANT_ID) VALUES (50, '33333333-3333-4333-8333-333333333333')
=== INSERT OVERRIDING
scoped
INSERT INTO node (id) OVERRIDING SYSTEM VALUE VALUES (50)
=== INSERT OVERRIDING USER VALUE with SELECT
scoped
INSERT INTO node (id) OVERRIDING USER VALUE SELECT id + 50 FROM gift
=== INSERT into a field and an element
scoped
INSERT INTO customer (id, email, tags[1], tags[2]) VALUES (50, 'x@example.com', 'a', 'b')
=== INSERT with too few values
scoped
INSERT INTO node (id, name, weight) VALUES (50, 'x')
=== INSERT with a row too long
scoped
INSERT INTO node (id) VALUES (50), (51, 'x')
=== INSERT with more values than columns
scoped
INSERT INTO node (id) VALUES (50, '33333333-3333-4333-8333-333333333333')
=== INSERT into a table without a tenant
scoped
INSERT INTO country (code, name) SELECT 'X' || id, name FROM customer
=== INSERT into a table without a tenant, without columns
scoped
INSERT INTO country VALUES ('XX', 'x', (SELECT sum(points) FROM customer))
=== INSERT into a table that is not open
refused: the table secret has no tenant and is not to be used here
INSERT INTO secret (code) VALUES ('y')
=== INSERT into a partitioned table
scoped
INSERT INTO visit (id, seconds) VALUES (50, 1), (0, 2)
=== INSERT into a partition
scoped
INSERT INTO visit_high (id, seconds) VALUES (50, 1)
=== INSERT into a table that inherits
scoped
INSERT INTO dog (id, bark) VALUES (50, 'x')
=== INSERT into a view
refused: rows are changed through a view: use its table
INSERT INTO customer_brief (id, name) VALUES (50, 'x')
=== INSERT of another tenant's reference
scoped
INSERT INTO orders (id, customer_id) VALUES (50, 104)
=== ON CONFLICT DO NOTHING with the key
scoped
INSERT INTO node (id, name) VALUES (1, 'x'), (50, 'y') ON CONFLICT (tenant_id, id) DO NOTHING
=== ON CONFLICT with the key in another order
scoped
INSERT INTO node (id, name) VALUES (1, 'x') ON CONFLICT (id, tenant_id) DO NOTHING RETURNING id
=== ON CONFLICT with the column quoted
scoped
INSERT INTO node (id, name) VALUES (1, 'x') ON CONFLICT ("tenant_id", "id") DO NOTHING
=== ON CONFLICT DO UPDATE
scoped
INSERT INTO node (id, name, weight) VALUES (1, 'x', 5), (50, 'y', 6) ON CONFLICT (tenant_id, id) DO UPDATE SET name = excluded.name, weight = node.weight + excluded.weight
=== ON CONFLICT DO UPDATE WHERE
scoped
INSERT INTO node AS n (id, name) VALUES (1, 'x'), (2, 'y') ON CONFLICT (tenant_id, id) DO UPDATE SET name = excluded.name WHERE n.weight > 201 OR n.id = 2 RETURNING n.id, n.name
=== ON CONFLICT DO UPDATE with subqueries
scoped
INSERT INTO node (id, name) VALUES (1, 'x') ON CONFLICT (tenant_id, id) DO UPDATE SET weight = (SELECT max(total) FROM orders), (name, parent_id) = (SELECT name, id FROM gift ORDER BY id LIMIT 1) WHERE EXISTS (SELECT FROM gift)
=== ON CONFLICT DO UPDATE after SELECT
scoped
INSERT INTO node (id, weight) SELECT id, worth FROM gift ON CONFLICT (tenant_id, id) DO UPDATE SET weight = excluded.weight RETURNING id, weight
=== ON CONFLICT after a SELECT that ends in ON
scoped
INSERT INTO node (id, weight) SELECT o.id, o.total FROM orders o JOIN gift g ON (g.id = o.id) ON CONFLICT (tenant_id, id) DO NOTHING
=== ON CONFLICT ON CONSTRAINT with the tenant
scoped
INSERT INTO item (id, sku) VALUES (50, 'sku1') ON CONFLICT ON CONSTRAINT item_sku DO UPDATE SET name = 'x'
=== ON CONFLICT ON CONSTRAINT of the primary key
scoped
INSERT INTO node (id, name) VALUES (1, 'x') ON CONFLICT ON CONSTRAINT node_pkey DO NOTHING
=== ON CONFLICT on a global key
refused: ON CONFLICT has to name a key that tenant_id is part of: else it tells of others' rows
INSERT INTO gift (id, code) VALUES (50, 'code11') ON CONFLICT (code) DO NOTHING
=== ON CONFLICT DO UPDATE on a global key
refused: ON CONFLICT has to name a key that tenant_id is part of: else it tells of others' rows
INSERT INTO gift (id, code) VALUES (50, 'code11') ON CONFLICT (code) DO UPDATE SET worth = 0
=== ON CONFLICT ON CONSTRAINT on a global key
refused: ON CONFLICT has to name a key that tenant_id is part of: else it tells of others' rows
INSERT INTO gift (id, code) VALUES (50, 'code11') ON CONFLICT ON CONSTRAINT gift_code DO UPDATE SET worth = 0
=== ON CONFLICT without a key
scoped
INSERT INTO node (id) VALUES (1) ON CONFLICT DO NOTHING
=== ON CONFLICT on an expression
refused: ON CONFLICT has to name a key that tenant_id is part of: else it tells of others' rows
INSERT INTO node (id) VALUES (1) ON CONFLICT (lower(name)) DO NOTHING
=== ON CONFLICT that sets the tenant
refused: the tenant is set by whoever sends the statement: leave tenant_id out
INSERT INTO node (id) VALUES (1) ON CONFLICT (tenant_id, id) DO UPDATE SET tenant_id = '33333333-3333-4333-8333-333333333333'
=== ON CONFLICT with a WHERE for the index
scoped
INSERT INTO node (id, name) VALUES (1, 'x') ON CONFLICT (tenant_id, id) WHERE id > 0 DO UPDATE SET name = 'x'
=== ON CONFLICT on a table without a tenant
scoped
INSERT INTO country (code, name) VALUES ('AT', 'x') ON CONFLICT (code) DO UPDATE SET name = (SELECT max(name) FROM customer)
=== ON CONFLICT on a partitioned table
scoped
INSERT INTO visit (id, seconds) VALUES (1, 0) ON CONFLICT (tenant_id, id) DO UPDATE SET seconds = excluded.seconds
=== UPDATE
scoped
UPDATE customer SET points = points + 1
=== UPDATE WHERE OR
scoped
UPDATE customer SET points = 0 WHERE id = 1 OR id = 2
=== UPDATE with an alias
scoped
UPDATE customer AS c SET points = c.points * 2 WHERE c.id > 1
=== UPDATE with an alias without AS
scoped
UPDATE customer c SET name = upper(c.name)
=== UPDATE with an alias that is a keyword
scoped
UPDATE customer "set" SET points = 0 WHERE "set".id = 1
=== UPDATE ONLY
scoped
UPDATE ONLY creature SET legs = legs + 1
=== UPDATE with a star
scoped
UPDATE creature * SET legs = legs + 1
=== UPDATE of a table that others inherit from
scoped
UPDATE creature SET legs = 0 WHERE legs > 4
=== UPDATE of a partitioned table
scoped
UPDATE visit SET seconds = seconds + 1, page = 'x' WHERE id > 1
=== UPDATE that moves a row to another partition
scoped
UPDATE visit SET id = id + 10 WHERE id = 1
=== UPDATE qualified
scoped
UPDATE archive.orders SET total = 0
=== UPDATE of an odd name
scoped
UPDATE "Odd ""Name" SET "from" = "order" WHERE "Select" = 'odd1'
=== UPDATE with a comment at the end
scoped
UPDATE node SET weight = 0 WHERE id = 1 -- OR true
=== UPDATE with an open block in a comment
scoped
UPDATE node SET weight = 0 /* WHERE */ WHERE id = 1 /* ) */;
=== UPDATE with parameters
scoped
? 5
? 1
UPDATE node SET weight = $1 WHERE id = $2
=== UPDATE SET from a subquery
scoped
UPDATE customer c SET points = (SELECT sum(o.total) FROM orders o WHERE o.customer_id = c.id)
=== UPDATE SET DEFAULT
scoped
UPDATE customer SET points = DEFAULT, tags[1] = 'x' WHERE id = 1
=== UPDATE SET a row
scoped
UPDATE customer SET (name, points) = ('x', points + 1) WHERE id = 2
=== UPDATE SET a row, spelled out
scoped
UPDATE customer SET (name, points) = ROW ('x', DEFAULT) WHERE id = 2
=== UPDATE SET a row from a subquery
scoped
UPDATE customer c SET (points, name) = (SELECT o.total, o.note FROM orders o WHERE o.id = c.id)
=== UPDATE FROM
scoped
UPDATE customer SET points = o.total FROM orders o WHERE o.id = customer.id
=== UPDATE FROM without a condition of its own
scoped
UPDATE node SET weight = 0 FROM gift
=== UPDATE FROM a list and joins
scoped
UPDATE line l SET price = i.price FROM orders o JOIN customer c ON c.id = o.customer_id, item i WHERE o.id = l.order_id AND i.id = l.item_id AND c.points > 0
=== UPDATE FROM a subquery
scoped
UPDATE item SET price = s.n FROM (SELECT item_id, sum(quantity) AS n FROM line GROUP BY item_id) s WHERE s.item_id = item.id
=== UPDATE FROM LATERAL
scoped
UPDATE item i SET price = s.n FROM orders o, LATERAL (SELECT sum(l.quantity) AS n FROM line l WHERE l.order_id = o.id) s WHERE o.id = i.id
=== UPDATE FROM itself
scoped
UPDATE node n SET weight = p.weight FROM node p WHERE p.id = n.parent_id
=== UPDATE with RETURNING
scoped
UPDATE node SET weight = weight + 1 WHERE id > 2 RETURNING id, weight
=== UPDATE with RETURNING without WHERE
scoped
UPDATE node SET weight = weight + 1 RETURNING *
=== UPDATE with RETURNING of a subquery and another table
scoped
UPDATE node n SET weight = 0 FROM gift g WHERE g.id = n.id RETURNING n.id, g.worth, (SELECT max(total) FROM orders)
=== UPDATE with RETURNING old and new
scoped
UPDATE node SET weight = 0 RETURNING old.weight, new.weight
=== UPDATE with RETURNING WITH
scoped
UPDATE node SET weight = 0 WHERE id = 1 RETURNING WITH (OLD AS o, NEW AS n) o.weight, n.weight
=== UPDATE with a condition that ends in a CASE
scoped
UPDATE node SET weight = 0 WHERE CASE WHEN id = 1 THEN true ELSE id = 2 END
=== UPDATE with a condition that is another tenant's
scoped
UPDATE node SET weight = 0 WHERE tenant_id = '33333333-3333-4333-8333-333333333333' OR true
=== UPDATE of an id
scoped
UPDATE node SET id = id + 100
=== UPDATE SET the tenant
refused: the tenant is set by whoever sends the statement: leave tenant_id out
UPDATE node SET tenant_id = '33333333-3333-4333-8333-333333333333'
=== UPDATE SET the tenant, quoted
refused: the tenant is set by whoever sends the statement: leave tenant_id out
UPDATE node SET weight = 1, "tenant_id" = '33333333-3333-4333-8333-333333333333'
=== UPDATE SET the tenant in a row
refused: the tenant is set by whoever sends the statement: leave tenant_id out
UPDATE node SET (weight, tenant_id) = (1, '33333333-3333-4333-8333-333333333333')
=== UPDATE SET the tenant to itself
refused: the tenant is set by whoever sends the statement: leave tenant_id out
UPDATE node SET tenant_id = tenant_id
=== UPDATE WHERE CURRENT OF
refused: the rows of a cursor are not known to be the tenant's
UPDATE node SET weight = 1 WHERE CURRENT OF c
=== UPDATE FOR PORTION OF
refused: not understood here: SET is expected
UPDATE node FOR PORTION OF valid FROM 1 TO 2 SET weight = 1
=== UPDATE of a view
refused: rows are changed through a view: use its table
UPDATE customer_brief SET name = 'x'
=== UPDATE of an owner's view
refused: the view all_customers reads with its owner's rights, past row security
UPDATE all_customers SET name = 'x'
=== UPDATE of a table without a tenant
scoped
UPDATE country SET population = (SELECT sum(points) FROM customer) WHERE code = 'AT' OR code = 'CH'
=== UPDATE of a table without a tenant FROM one with
scoped
UPDATE country k SET population = c.points FROM customer c WHERE c.name = k.name
=== DELETE
scoped
DELETE FROM node
=== DELETE WHERE OR
scoped
DELETE FROM node WHERE id = 1 OR id = 2
=== DELETE with a cascade
scoped
DELETE FROM customer WHERE id = 2
=== DELETE with an alias
scoped
DELETE FROM node AS n WHERE n.weight > 202
=== DELETE ONLY
scoped
DELETE FROM ONLY creature
=== DELETE of a table that others inherit from
scoped
DELETE FROM creature WHERE id > 2
=== DELETE of a partitioned table
scoped
DELETE FROM visit WHERE seconds > 100
=== DELETE USING
scoped
DELETE FROM node n USING gift g WHERE g.id = n.id
=== DELETE USING a list and joins
scoped
DELETE FROM line USING orders o LEFT JOIN customer c ON c.id = o.customer_id, item i WHERE o.id = line.order_id AND i.id = line.item_id
=== DELETE USING itself
scoped
DELETE FROM node n USING node p WHERE p.id = n.parent_id AND p.weight > 201
=== DELETE USING without a condition
scoped
DELETE FROM node USING gift
=== DELETE with a subquery
scoped
DELETE FROM node WHERE id IN (SELECT customer_id FROM orders WHERE total > 200)
=== DELETE with RETURNING
scoped
DELETE FROM node WHERE id = 3 RETURNING *, (SELECT count(*) FROM gift)
=== DELETE with RETURNING of what it used
scoped
DELETE FROM node n USING gift g WHERE g.id = n.id RETURNING n.*, g.worth
=== DELETE with RETURNING without WHERE
scoped
DELETE FROM gift RETURNING worth
=== DELETE WHERE CURRENT OF
refused: the rows of a cursor are not known to be the tenant's
DELETE FROM node WHERE CURRENT OF c
=== DELETE of a table without a tenant
scoped
DELETE FROM country USING customer c WHERE c.name = country.name
=== MERGE update
scoped
MERGE INTO node n USING gift g ON g.id = n.id WHEN MATCHED THEN UPDATE SET weight = g.worth
=== MERGE insert
scoped
MERGE INTO node n USING (SELECT id + 3 AS id, worth FROM gift) g ON g.id = n.id WHEN NOT MATCHED THEN INSERT (id, weight) VALUES (g.id, g.worth)
=== MERGE everything
scoped
MERGE INTO node AS n USING (SELECT id + 3 AS id, worth FROM gift) AS g ON (g.id = n.id) WHEN MATCHED AND n.weight > 204 THEN DELETE WHEN MATCHED AND g.worth = 22 THEN DO NOTHING WHEN MATCHED THEN UPDATE SET weight = g.worth, name = 'm' WHEN NOT MATCHED BY TARGET AND g.worth > 0 THEN INSERT (id, weight) VALUES (g.id, g.worth) WHEN NOT MATCHED THEN DO NOTHING
=== MERGE with RETURNING
scoped
MERGE INTO node n USING gift g ON g.id + 3 = n.id WHEN MATCHED THEN UPDATE SET weight = 0 WHEN NOT MATCHED THEN INSERT (id) VALUES (g.id + 3) RETURNING merge_action(), n.id, g.worth, old.weight, new.weight
=== MERGE with OR in ON
scoped
MERGE INTO node n USING gift g ON g.id = n.id OR g.id + 20 = n.id WHEN MATCHED THEN DELETE
=== MERGE with ON true
original fails 42501: row security is no filter for a MERGE that reads no column of its target
MERGE INTO node n USING (SELECT max(worth) AS w FROM gift) g ON true WHEN MATCHED THEN UPDATE SET weight = g.w
=== MERGE with subqueries
scoped
MERGE INTO node n USING gift g ON g.id = n.id AND EXISTS (SELECT FROM orders) WHEN MATCHED AND (SELECT count(*) FROM orders) = 4 THEN UPDATE SET weight = (SELECT max(total) FROM orders), (name, parent_id) = (SELECT note, id FROM orders WHERE id = n.id)
=== MERGE insert with a subquery
scoped
MERGE INTO node n USING gift g ON g.id + 10 = n.id WHEN NOT MATCHED THEN INSERT (id, weight) VALUES (g.id + 10, (SELECT max(total) FROM orders))
=== MERGE insert without columns
refused: INSERT has to name its columns
MERGE INTO node n USING gift g ON g.id + 10 = n.id WHEN NOT MATCHED THEN INSERT VALUES (g.tenant_id, g.id)
=== MERGE insert of defaults
scoped
MERGE INTO archive.paper p USING (SELECT count(*) AS n FROM gift) g ON g.n = p.id + 100 WHEN NOT MATCHED THEN INSERT DEFAULT VALUES
=== MERGE insert that names the tenant
refused: the tenant is set by whoever sends the statement: leave tenant_id out
MERGE INTO node n USING gift g ON g.id + 10 = n.id WHEN NOT MATCHED THEN INSERT (tenant_id, id) VALUES (g.tenant_id, g.id)
=== MERGE insert OVERRIDING
scoped
MERGE INTO node n USING gift g ON g.id + 10 = n.id WHEN NOT MATCHED THEN INSERT (id) OVERRIDING SYSTEM VALUE VALUES (g.id + 10)
=== MERGE that sets the tenant
refused: the tenant is set by whoever sends the statement: leave tenant_id out
MERGE INTO node n USING gift g ON g.id = n.id WHEN MATCHED THEN UPDATE SET tenant_id = '33333333-3333-4333-8333-333333333333'
=== MERGE NOT MATCHED BY SOURCE
refused: NOT MATCHED BY SOURCE is about all tenants' rows
MERGE INTO node n USING gift g ON g.id = n.id WHEN NOT MATCHED BY SOURCE THEN DELETE
=== MERGE NOT MATCHED BY SOURCE, spread and in capitals
refused: NOT MATCHED BY SOURCE is about all tenants' rows
MERGE INTO node n USING gift g ON g.id = n.id WHEN NOT /**/ MATCHED by -- x
  Source THEN UPDATE SET weight = 0
=== MERGE into ONLY
scoped
MERGE INTO ONLY creature c USING gift g ON g.id = c.id WHEN MATCHED THEN UPDATE SET legs = g.worth
=== MERGE using a table without a tenant
scoped
MERGE INTO item i USING country k ON k.name = i.name WHEN MATCHED THEN UPDATE SET price = k.population
=== MERGE into a table without a tenant
scoped
MERGE INTO country k USING (SELECT max(points) AS p FROM customer) c ON k.code = 'AT' WHEN MATCHED THEN UPDATE SET population = c.p WHEN NOT MATCHED THEN INSERT (code) VALUES ('ZZ')
=== MERGE into a partitioned table
scoped
MERGE INTO visit v USING (SELECT id + 2 AS id, worth FROM gift) g ON g.id = v.id WHEN MATCHED THEN UPDATE SET seconds = g.worth WHEN NOT MATCHED THEN INSERT (id, seconds) VALUES (g.id, 1)
=== MERGE using a join
scoped
MERGE INTO node n USING (gift g JOIN item i ON i.id = g.id) ON g.id = n.id WHEN MATCHED THEN UPDATE SET weight = i.price
=== MERGE using VALUES
scoped
MERGE INTO node USING (VALUES (1, 5), (60, 6)) AS v (a, b) ON v.a = node.id WHEN MATCHED THEN UPDATE SET weight = v.b WHEN NOT MATCHED THEN INSERT (id, weight) VALUES (v.a, v.b)
=== MERGE that does nothing
scoped
MERGE INTO node n USING gift g ON g.id = n.id WHEN MATCHED THEN DO NOTHING
=== a target called as a keyword
refused: not understood here: a table is expected
UPDATE select SET x = 1
=== ON CONFLICT without a key where another key is global
refused: ON CONFLICT has to name a key
INSERT INTO gift (id, code) VALUES (50, 'code11') ON CONFLICT DO NOTHING
