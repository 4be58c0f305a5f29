-- What a client is registered with is remembered, and is to be looked up anew when it changes.
ALTER TABLE revocations
    DROP CONSTRAINT revocations_kind_check,
    ADD CONSTRAINT revocations_kind_check
        CHECK (kind IN ('token', 'family', 'client', 'registration', 'member', 'role', 'person', 'tenant'));
