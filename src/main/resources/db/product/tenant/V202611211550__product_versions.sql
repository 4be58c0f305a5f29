ALTER TABLE products ADD COLUMN version integer NOT NULL DEFAULT 1;
