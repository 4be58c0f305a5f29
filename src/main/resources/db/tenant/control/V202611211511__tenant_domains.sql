-- Several tenants may claim one domain. Whose it is shows the proof, a TXT record that only the domain's owner can place.
CREATE TABLE domains (
    tenant_id  uuid        NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    id         uuid        NOT NULL,
    domain     text        NOT NULL,
    proof      text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT domains_domain UNIQUE (tenant_id, domain)
);

SELECT tenant_table('domains');

-- The claims that have been proved, one for each domain. Every request looks here for the tenant of its host, before any
-- tenant is known: the table has none. It tells nothing that DNS does not.
CREATE TABLE verified_domains (
    domain      text        PRIMARY KEY,
    of_tenant   uuid        NOT NULL,
    claim       uuid        NOT NULL,
    proof       text        NOT NULL,
    verified_at timestamptz NOT NULL DEFAULT now(),
    checked_at  timestamptz NOT NULL DEFAULT now(),
    failures    integer     NOT NULL DEFAULT 0,
    FOREIGN KEY (of_tenant, claim) REFERENCES domains (tenant_id, id) ON DELETE CASCADE
);

CREATE INDEX verified_domains_claim ON verified_domains (of_tenant, claim);
CREATE INDEX verified_domains_checked ON verified_domains (checked_at);
