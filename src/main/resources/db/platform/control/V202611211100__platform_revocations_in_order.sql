-- A reader goes on after the last row it has taken in, in this order.
DROP INDEX revocations_xact;
CREATE INDEX revocations_order ON revocations (xact, number);
