-- Orders of the post as the server confirmed them. Everything here can be fetched again.

CREATE TABLE place (
    -- How far the log was applied: written with what it says, never before.
    one INTEGER PRIMARY KEY CHECK (one = 1),
    epoch INTEGER,
    seq INTEGER NOT NULL,
    -- The day by which queue keys were reckoned.
    day TEXT NOT NULL
) STRICT;

CREATE TABLE orders (
    id INTEGER PRIMARY KEY,
    no TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    status TEXT NOT NULL,
    business TEXT NOT NULL,
    -- The queue's order: what comes first is smaller.
    priority INTEGER NOT NULL,
    district INTEGER NOT NULL,
    since INTEGER NOT NULL,
    flags INTEGER NOT NULL,
    claim_by TEXT,
    claim_until INTEGER,
    hold_until INTEGER,
    -- What a list shows, so that a page never reads whole documents.
    line TEXT NOT NULL
) STRICT;

CREATE INDEX orders_queue ON orders (status, priority, district, since, no, business, flags, claim_by, claim_until, hold_until);
CREATE INDEX orders_claimed ON orders (claim_by, status) WHERE claim_by IS NOT NULL;

CREATE TABLE bodies (
    id INTEGER PRIMARY KEY REFERENCES orders (id) ON DELETE CASCADE,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE counts (
    status TEXT PRIMARY KEY,
    orders INTEGER NOT NULL
) STRICT;

-- Whatever else the post keeps that a desk shows: slots, officers, sheets, settings.
CREATE TABLE others (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE words USING fts5(
    han, latin, tail,
    content='', contentless_delete=1,
    prefix='1 2 3 4',
    tokenize='unicode61 remove_diacritics 2'
);

INSERT INTO place (one, epoch, seq, day) VALUES (1, NULL, 0, '');
