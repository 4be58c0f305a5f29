-- The application's role: row security holds for it.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'isolation_application') THEN
        CREATE ROLE isolation_application LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD 'isolation';
    END IF;
END $$;
GRANT USAGE ON SCHEMA archive, oracle TO isolation_application;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, archive TO isolation_application;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO isolation_application;
