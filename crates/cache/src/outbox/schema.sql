-- What has not reached the server for good. Nothing here can be fetched again.

CREATE TABLE device (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    -- The last number given to a command: none is given twice.
    number INTEGER NOT NULL,
    -- What is remembered of the heads the server signed.
    heads TEXT
) STRICT;

CREATE TABLE commands (
    -- The device's own count: in this order they were decided.
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    -- What it is about; a command blocks later ones about the same thing, and no others.
    subject TEXT NOT NULL,
    -- As it was signed, once and for ever.
    signed TEXT NOT NULL,
    decided_at INTEGER NOT NULL,
    -- Until then it may be taken back.
    leaves_at INTEGER NOT NULL,
    -- The server wants it no earlier.
    not_before INTEGER NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'tray', 'settled', 'taken_back')),
    answer TEXT,
    answered_at INTEGER,
    epoch INTEGER,
    seq INTEGER,
    settled TEXT,
    settled_at INTEGER
) STRICT;

CREATE INDEX commands_waiting ON commands (number) WHERE state = 'waiting';
CREATE INDEX commands_tray ON commands (number) WHERE state = 'tray';
CREATE INDEX commands_accepted ON commands (epoch, seq) WHERE state = 'accepted';
CREATE INDEX commands_subject ON commands (subject, number);

-- Words that are not said yet.
CREATE TABLE drafts (
    subject TEXT NOT NULL,
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (subject, kind)
) STRICT, WITHOUT ROWID;

INSERT INTO device (one, number) VALUES (1, 0);
