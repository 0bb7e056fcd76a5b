-- Raised by every change after which no process may answer from memory: of rights, and of what others use.
CREATE TABLE changes (
    id INTEGER NOT NULL,
    number BIGINT NOT NULL,
    CONSTRAINT changes_pkey PRIMARY KEY (id)
);
INSERT INTO changes (id, number) VALUES (1, 0);
