CREATE TABLE notes (
    tenant_id uuid NOT NULL,
    id        uuid NOT NULL,
    text      text NOT NULL,
    PRIMARY KEY (tenant_id, id)
);

SELECT tenant_table('notes');
