-- The plans, two of the few tables without tenant_id: they are the same for all tenants. What is NULL has no limit.
CREATE TABLE plans (
    name                text    PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9-]{0,31}$'),
    title               text    NOT NULL,
    -- Where it stands in a list, the smallest first.
    position            integer NOT NULL,
    requests_per_minute integer CHECK (requests_per_minute > 0),
    -- How many requests may come at once.
    burst               integer CHECK (burst > 0),
    CHECK ((requests_per_minute IS NULL) = (burst IS NULL))
);

-- Limits that somebody has set. Where there is no row, what the meter says of itself holds.
CREATE TABLE plan_limits (
    plan  text   NOT NULL REFERENCES plans (name) ON DELETE CASCADE,
    meter text   NOT NULL,
    most  bigint CHECK (most >= 0),
    PRIMARY KEY (plan, meter)
);

INSERT INTO plans (name, title, position, requests_per_minute, burst) VALUES
    ('free', 'Free', 1, 3000, 200),
    ('basic', 'Basic', 2, 12000, 600),
    ('premium', 'Premium', 3, 60000, 3000),
    ('enterprise', 'Enterprise', 4, 300000, 12000);

ALTER TABLE tenants DROP CONSTRAINT tenants_plan_check;
ALTER TABLE tenants ADD CONSTRAINT tenants_plan FOREIGN KEY (plan) REFERENCES plans (name);
