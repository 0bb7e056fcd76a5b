-- The first answers, for those who send a request again.
CREATE TABLE idempotency_records (
    id TEXT NOT NULL,
    caller_id TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    answer TEXT NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    CONSTRAINT idempotency_records_pkey PRIMARY KEY (id)
);
CREATE INDEX idempotency_records_expires_at_index ON idempotency_records (expires_at);
