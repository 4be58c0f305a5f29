-- A second scope inside the tenant: stores, the people who work in them, and rows that belong to a store.
CREATE TABLE stores (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    code       text        NOT NULL,
    name       text        NOT NULL,
    version    integer     NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz,
    PRIMARY KEY (tenant_id, id)
);

SELECT tenant_table('stores');

CREATE UNIQUE INDEX stores_code ON stores (tenant_id, code) WHERE deleted_at IS NULL;
CREATE INDEX stores_live ON stores (tenant_id, id) WHERE deleted_at IS NULL;

-- Memberships are on the control line, which may be another database: the person is an id and no foreign key.
CREATE TABLE store_people (
    tenant_id   uuid        NOT NULL,
    store_id    uuid        NOT NULL,
    person_id   uuid        NOT NULL,
    assigned_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, store_id, person_id),
    FOREIGN KEY (tenant_id, store_id) REFERENCES stores (tenant_id, id) ON DELETE CASCADE
);

SELECT tenant_table('store_people');

CREATE INDEX store_people_person ON store_people (tenant_id, person_id);

CREATE TABLE store_items (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    store_id   uuid        NOT NULL,
    name       text        NOT NULL,
    quantity   integer     NOT NULL CHECK (quantity >= 0),
    version    integer     NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, store_id) REFERENCES stores (tenant_id, id) ON DELETE CASCADE
);

SELECT tenant_table('store_items');

CREATE INDEX store_items_live ON store_items (tenant_id, store_id, id) WHERE deleted_at IS NULL;
