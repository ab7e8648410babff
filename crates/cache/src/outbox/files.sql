-- Files that exist here alone until the server has them: scans, screenshots. Their keys, and for which order.

CREATE TABLE files (
    sha TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    mime TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    key BLOB NOT NULL,
    at INTEGER NOT NULL,
    -- The server holds it; it stays until no waiting command refers to it.
    sent_at INTEGER
) STRICT, WITHOUT ROWID;
