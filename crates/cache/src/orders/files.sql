-- Files of the vault that can be fetched again: their keys, and when they were looked at last.

CREATE TABLE files (
    sha TEXT NOT NULL,
    form TEXT NOT NULL CHECK (form IN ('original', 'thumbnail', 'screen')),
    key BLOB NOT NULL,
    bytes INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    PRIMARY KEY (sha, form)
) STRICT, WITHOUT ROWID;

CREATE INDEX files_used ON files (used_at);
