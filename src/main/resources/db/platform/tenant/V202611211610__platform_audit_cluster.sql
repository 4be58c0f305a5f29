-- To ask is to read and check a file. No connection outlives its cluster: as a function whose answer never changes it is asked once
-- for each of a connection's statements.
CREATE FUNCTION this_cluster() RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT system_identifier FROM pg_control_system() $$;

ALTER TABLE audit_events ALTER COLUMN cluster SET DEFAULT this_cluster();
