-- The origins of the pages that tenants' clients live on, which may call some routes from a browser (CORS). A preflight that
-- names its tenant by a header does so without saying which, so this is asked across tenants, and has no tenant_id.
CREATE TABLE registered_origins (
    origin    text NOT NULL,
    of_tenant uuid NOT NULL,
    client_id uuid NOT NULL,
    PRIMARY KEY (origin, of_tenant, client_id),
    FOREIGN KEY (of_tenant, client_id) REFERENCES oauth_clients (tenant_id, id) ON DELETE CASCADE
);

CREATE INDEX registered_origins_client ON registered_origins (of_tenant, client_id);
