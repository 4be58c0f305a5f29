=== a plain read
scoped
SELECT id, name, points FROM customer
=== a semicolon at the end
scoped
SELECT count(*) FROM customer;
=== semicolons and a comment at the end
scoped
SELECT count(*) FROM customer ; -- that was it
=== a semicolon in a literal
scoped
SELECT count(*) FROM customer WHERE name <> ';' AND name <> 'a;b'
=== a dollar quote that holds a statement
scoped
SELECT count(*), $$ FROM orders; DELETE FROM item $$ FROM customer
=== a dollar quote with a tag, holding another
scoped
SELECT $a$ $$ 'x' $b$ $a$, count(*) FROM customer
=== a table after what looks like a dollar quote's end
scoped
SELECT $x$a$x$ || name FROM customer WHERE name <> $x$ $ $x $x$
=== a tag with an umlaut
scoped
SELECT $ü$ FROM orders $ü$, sum(points) FROM customer
=== a dollar inside a name
scoped
SELECT a$b$c.points FROM customer AS a$b$c
=== an escape string that hides its end
scoped
SELECT E'\' FROM orders --', sum(points) FROM customer
=== an escape string with doubled and escaped quotes
scoped
SELECT E'a''b\\', E'\'' || name FROM customer
=== a plain string whose backslash is only a backslash
scoped
SELECT '\' || name, (SELECT max(total) FROM orders) FROM customer
=== a string that goes on in the next line
scoped
SELECT 'a'
  ' FROM orders ' , sum(points) FROM customer
=== a string that goes on after a comment line
scoped
SELECT 'a' -- comment
  'b', sum(points) FROM customer
=== an escape string that goes on
scoped
SELECT E'a\''
  '\' FROM orders', sum(points) FROM customer
=== bit and hex strings
scoped
SELECT B'101', X'1F', sum(points) FROM customer
=== a national string
scoped
SELECT N'from orders', sum(points) FROM customer
=== a nested comment
scoped
SELECT /* a /* b */ FROM orders */ sum(points) FROM customer
=== a comment that quotes
scoped
SELECT sum(points) /* it's " $$ */ FROM /* x */ customer -- it's
  WHERE points > 0
=== comments inside every gap
scoped
SELECT/**/sum(points)/**/FROM/**/customer/**/WHERE/**/id/**/>/**/1/**/
=== a minus minus that is a comment
scoped
SELECT 1--2 FROM orders
  , sum(points) FROM customer
=== an operator that ends before a comment
scoped
SELECT 4 */* 2 FROM orders */ 2, sum(points) FROM customer
=== an operator that ends before a line comment
scoped
SELECT 4 *--2 FROM orders
 2, sum(points) FROM customer
=== operators of the json kind
scoped
SELECT profile ->> 'k', profile -> 'deep' -> 0, profile #>> '{deep,1}', profile @> '{"k":1}', profile ? 'k' FROM customer
=== operators of the regular expression kind
scoped
SELECT name ~ 'n', name !~* 'N', name ~~ 'n%', name !~~ 'x' FROM customer
=== an operator named in full
scoped
SELECT points OPERATOR(pg_catalog.+) 1 FROM customer WHERE id OPERATOR(pg_catalog.=) 2
=== the at sign as absolute value, bars and tildes
scoped
SELECT @ (-points), |/ 4.0, ~ id, id # 3, id << 1 FROM customer
=== a cast with colons
scoped
SELECT points::text::int::bigint, '1'::int FROM customer
=== an array slice with colons
scoped
SELECT tags[1:1], tags[:2], (ARRAY[1,2,3])[2:], profile['k'] FROM customer
=== quoted names
scoped
SELECT "customer"."points" FROM "public"."customer" AS "customer"
=== a quoted name with quotes, a space and capitals
scoped
SELECT "Select", "say ""hi""", "from", "order" FROM "Odd ""Name"
=== a quoted odd name with an alias, and qualified
scoped
SELECT o."from" FROM public."Odd ""Name" o WHERE o."order" > 1
=== a quoted odd name as its own qualifier
scoped
SELECT "Odd ""Name"."Select" FROM "Odd ""Name"
=== upper and mixed case
scoped
sElEcT SUM(Customer.Points) FrOm PUBLIC.Customer
=== a quoted name in the wrong case
refused: there is no table Customer to be used here
SELECT * FROM "Customer"
=== an alias that needs quotes
scoped
SELECT "A b"."points" FROM customer "A b"
=== an alias that is a quoted keyword
scoped
SELECT "select".points FROM customer "select" WHERE "select".id = 1
=== an alias that looks like SQL
scoped
SELECT count(*) FROM customer AS " WHERE true) x, (SELECT * FROM orders"
=== columns labelled by keywords
scoped
SELECT points AS from, id AS select, name AS where, 1 AS union FROM customer
=== a label without AS
scoped
SELECT points total, id identity, name label FROM customer
=== a label that is a keyword without AS
scoped
SELECT points value, id key, 1 begin FROM customer
=== columns named by keywords after a dot
scoped
SELECT o."from", o.order FROM "Odd ""Name" o
=== a field after a dot named as a clause
scoped
SELECT x.from, x.where FROM (SELECT points AS "from", id AS "where" FROM customer) x
=== a name of 63 bytes
scoped
SELECT sum(worth) FROM a_name_as_long_as_postgresql_allows_which_is_sixty_three_bytes_
=== a name PostgreSQL cuts at 63 bytes
refused: a name longer than 63 bytes
SELECT sum(worth) FROM a_name_as_long_as_postgresql_allows_which_is_sixty_three_bytes_and_more
=== a quoted name PostgreSQL cuts
refused: a name longer than 63 bytes
SELECT sum(worth) FROM "a_name_as_long_as_postgresql_allows_which_is_sixty_three_bytes_X"
=== an alias PostgreSQL cuts
refused: a name longer than 63 bytes
SELECT sum(a_name_as_long_as_postgresql_allows_which_is_sixty_three_bytes_1.points) FROM customer a_name_as_long_as_postgresql_allows_which_is_sixty_three_bytes_2
=== a Unicode escape identifier
refused: names and literals that begin with U& are not allowed
SELECT U&"p\006fints" FROM customer
=== a Unicode escape identifier as a table
refused: names and literals that begin with U& are not allowed
SELECT * FROM U&"cust\006fmer"
=== a Unicode escape string
refused: begin with U&
SELECT U&'\0041 FROM orders', sum(points) FROM customer
=== a Unicode escape string with its own escape
refused: begin with U&
SELECT U&'d!0061t' UESCAPE '!', sum(points) FROM customer
=== a space that is none
scoped
SELECT * FROM⟦00A0⟧customer
=== a space that is none, before the name
refused: there is no table  customer to be used here
SELECT * FROM ⟦00A0⟧customer
=== a space that is none, in an alias
scoped
SELECT sum(c⟦00A0⟧.points) FROM customer c⟦00A0⟧
=== a form feed and a vertical tab
refused: a character that PostgreSQL does not know here
SELECT sum(points)⟦000C⟧FROM⟦000B⟧customer
=== carriage returns
scoped
SELECT sum(points) -- a⟦000D⟧FROM customer
=== a name with letters beyond ASCII
scoped
SELECT größe.points FROM customer größe
=== a capital beyond ASCII keeps its case
scoped
SELECT Ä.points FROM customer Ä
=== a parameter
scoped
? 2
SELECT points FROM customer WHERE id = $1
=== parameters next to words and symbols
scoped
? 2
? 3
SELECT points+$1,-$2::int FROM customer WHERE id IN($1,$2)AND id<$2
=== parameters twice, in descending order
scoped
? 1
? 4
SELECT points FROM customer WHERE id BETWEEN $1 AND $2 OR id = $1
=== a parameter's type said
scoped
? 1
? 'name1'
SELECT sum(points) FROM customer WHERE id > $1::int OR name = $2::text
=== a parameter array
scoped
? '{1,3}'
SELECT points FROM customer WHERE id = ANY($1::int[])
=== a subscript of a parameter
scoped
? '{1,3}'
SELECT points FROM customer WHERE id = ($1::int[])[2]
=== a parameter in a string and in a comment is none
scoped
? 1
SELECT '$7', $$ $8 $$ /* $9 */ FROM customer WHERE id = $1 -- $10
=== a number next to a letter
refused: a number or parameter runs into what follows it
SELECT 1from customer
=== a number that ends in a dot next to FROM
scoped
SELECT 1. FROM customer
=== numbers of every kind
scoped
SELECT 1e3, 1.5e-3, .5, 0x1F, 0b101, 0o17, 1_000 FROM customer
=== a parameter next to a letter
refused: a number or parameter runs into what follows it
SELECT $1from customer
=== a parameter with leading zeros
scoped
? 3
SELECT points FROM customer WHERE id = $01
=== parameter zero
scoped
SELECT points FROM customer WHERE id = $0
=== a parameter beyond what the protocol has
refused: there is no such parameter
SELECT points FROM customer WHERE id = $65535
=== a parameter larger than any number
refused: there is no such parameter
SELECT points FROM customer WHERE id = $99999999999999999999
=== an unclosed string
refused: a literal that does not end
SELECT 'a FROM customer
=== an unclosed quoted name
refused: a quoted name that does not end
SELECT "a FROM customer
=== an unclosed comment
refused: a comment that does not end
SELECT 1 /* FROM customer
=== an unclosed dollar quote
refused: a literal that does not end
SELECT $a$ FROM customer
=== an unclosed parenthesis
refused: a parenthesis without its other half
SELECT (1 FROM customer
=== one parenthesis too many
refused: a parenthesis without its other half
SELECT 1) FROM customer
=== an empty quoted name
refused: an empty name
SELECT "" FROM customer
=== a backslash of psql
refused: a character that PostgreSQL does not know here
SELECT 1 \gset FROM customer
=== an empty statement
refused: only rows can be read and changed here

=== a statement of comments alone
refused: only rows can be read and changed here
-- nothing
=== a null character
refused: a character that cannot be sent
SELECT 1⟦0000⟧ FROM customer
=== a bracket that closes a parenthesis
refused: a parenthesis without its other half
SELECT ARRAY[(1]) FROM customer
=== parentheses around everything
scoped
((SELECT sum(points) FROM customer))
=== parentheses around everything and a tail
scoped, ordered
((SELECT id FROM customer) ORDER BY id) LIMIT 2
