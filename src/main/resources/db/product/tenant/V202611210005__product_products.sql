CREATE TABLE products (
    tenant_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    sku         text        NOT NULL,
    name        text        NOT NULL,
    price_cents bigint      NOT NULL CHECK (price_cents >= 0),
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    deleted_at  timestamptz,
    PRIMARY KEY (tenant_id, id)
);

SELECT tenant_table('products');

CREATE UNIQUE INDEX products_sku ON products (tenant_id, sku) WHERE deleted_at IS NULL;
CREATE INDEX products_live ON products (tenant_id, id) WHERE deleted_at IS NULL;
