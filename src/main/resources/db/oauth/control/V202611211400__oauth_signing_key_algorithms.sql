-- One signing key for each algorithm: ES256 for access tokens, RS256 and ES256 for ID tokens.
ALTER TABLE signing_keys
    ADD COLUMN algorithm text NOT NULL DEFAULT 'ES256' CHECK (algorithm IN ('ES256', 'RS256'));

ALTER TABLE signing_keys ALTER COLUMN algorithm DROP DEFAULT;

DROP INDEX signing_keys_one_signs;

CREATE UNIQUE INDEX signing_keys_one_signs ON signing_keys (algorithm) WHERE retired_at IS NULL;
