-- A role that a tenant has made of permissions may be changed, and everybody who has it is to be looked up anew.
ALTER TABLE revocations
    DROP CONSTRAINT revocations_kind_check,
    ADD CONSTRAINT revocations_kind_check
        CHECK (kind IN ('token', 'family', 'client', 'member', 'role', 'person', 'tenant'));
