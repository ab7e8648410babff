CREATE TABLE head (
    post TEXT NOT NULL PRIMARY KEY,
    epoch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    link BLOB NOT NULL,
    min_retained INTEGER NOT NULL,
    durable INTEGER NOT NULL
) STRICT;

CREATE TABLE document (
    post TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (post, kind, id)
) STRICT;

CREATE TABLE entry (
    post TEXT NOT NULL,
    seq INTEGER NOT NULL,
    header BLOB NOT NULL,
    salt BLOB,
    payload BLOB,
    digest BLOB NOT NULL,
    link BLOB NOT NULL,
    erased_by INTEGER,
    PRIMARY KEY (post, seq)
) STRICT;

CREATE TABLE receipt (
    post TEXT NOT NULL,
    command TEXT NOT NULL,
    digest BLOB NOT NULL,
    answer BLOB NOT NULL,
    PRIMARY KEY (post, command)
) STRICT;

-- By hash first: it is asked across posts.
CREATE TABLE lookup (
    hash BLOB NOT NULL,
    post TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (hash, post, kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX lookup_of_document ON lookup (post, kind, id);

CREATE TABLE realm (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT;
