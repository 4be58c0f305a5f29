CREATE TABLE secrets_of_all (
    tenant_id uuid NOT NULL,
    id        uuid NOT NULL,
    PRIMARY KEY (tenant_id, id)
);

CREATE TABLE ledger (
    id uuid PRIMARY KEY
);
