-- People are without a tenant, and so is what PostgreSQL asks when one of them is taken away.
CREATE INDEX sessions_of_person ON sessions (person_id);
