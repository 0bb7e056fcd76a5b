-- Every change that was made. The events about one data product are a chain: each has the hash of the one before.
CREATE TABLE audit_events (
    number BIGINT GENERATED ALWAYS AS IDENTITY,
    id TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    actor_id TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    product TEXT NOT NULL,
    version_before TEXT,
    version_after TEXT,
    request_id TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    CONSTRAINT audit_events_pkey PRIMARY KEY (number),
    CONSTRAINT audit_events_id_unique UNIQUE (id),
    CONSTRAINT audit_events_product_sequence_unique UNIQUE (product, sequence)
);
CREATE INDEX audit_events_actor_id_index ON audit_events (actor_id, number);
CREATE INDEX audit_events_action_index ON audit_events (action, number);
CREATE INDEX audit_events_at_index ON audit_events (at);

CREATE FUNCTION refuse_change_of_audit_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit events are never changed or deleted';
END
$$;
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit_events();
