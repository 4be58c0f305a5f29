-- The audit trail: rows are added and read, never changed. A row commits with the change it tells of, and says by which
-- transaction; who seals later takes all rows of settled transactions, in the order (xact, id).
CREATE TABLE audit_events (
    tenant_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    xact        bigint      NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
    at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    action      text        NOT NULL,
    -- How many of the same this row stands for: more than one only for machine tokens, which are told of in batches.
    times       integer     NOT NULL DEFAULT 1 CHECK (times > 0),
    actor_kind  text        NOT NULL CHECK (actor_kind IN ('person', 'service', 'visitor', 'system')),
    actor_id    uuid,
    actor_name  text        NOT NULL,
    client_id   uuid,
    object_type text        NOT NULL,
    object_id   text        NOT NULL,
    changes     jsonb       NOT NULL DEFAULT '{}',
    request_id  text        NOT NULL,
    address     text        NOT NULL,
    PRIMARY KEY (tenant_id, id)
);

SELECT tenant_table('audit_events');

CREATE INDEX audit_events_order ON audit_events (tenant_id, xact, id);
