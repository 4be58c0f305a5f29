-- People are without a tenant, and so is what PostgreSQL asks when one of them is taken away.
CREATE INDEX memberships_of_person ON memberships (person_id);
