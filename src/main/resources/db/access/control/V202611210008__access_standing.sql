-- Whoever is removed and comes back begins above every standing they had before.
ALTER TABLE memberships ADD COLUMN standing bigint NOT NULL DEFAULT (extract(epoch FROM clock_timestamp()) * 1000)::bigint;
UPDATE memberships SET standing = 0;
