-- Every table carries the post and is cut by it: the unit of order and of distribution.
-- Text is compared byte by byte, so that both engines have one order.
CREATE TABLE head (
    post TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    epoch BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    link BYTEA NOT NULL,
    min_retained BIGINT NOT NULL,
    durable BIGINT NOT NULL
);

CREATE TABLE document (
    post TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (post, kind, id)
) PARTITION BY HASH (post);

CREATE TABLE entry (
    post TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    header BYTEA NOT NULL,
    salt BYTEA,
    payload BYTEA,
    digest BYTEA NOT NULL,
    link BYTEA NOT NULL,
    erased_by BIGINT,
    PRIMARY KEY (post, seq)
) PARTITION BY HASH (post);

CREATE TABLE receipt (
    post TEXT COLLATE "C" NOT NULL,
    command TEXT COLLATE "C" NOT NULL,
    digest BYTEA NOT NULL,
    answer BYTEA NOT NULL,
    PRIMARY KEY (post, command)
) PARTITION BY HASH (post);

CREATE TABLE lookup (
    hash BYTEA NOT NULL,
    post TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (hash, post, kind, id)
);
CREATE INDEX lookup_of_document ON lookup (post, kind, id);

CREATE TABLE realm (
    kind TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (kind, id)
);

DO $$
BEGIN
    FOR part IN 0..15 LOOP
        EXECUTE format('CREATE TABLE document_%s PARTITION OF document FOR VALUES WITH (MODULUS 16, REMAINDER %s)', part, part);
        EXECUTE format('CREATE TABLE entry_%s PARTITION OF entry FOR VALUES WITH (MODULUS 16, REMAINDER %s)', part, part);
        EXECUTE format('CREATE TABLE receipt_%s PARTITION OF receipt FOR VALUES WITH (MODULUS 16, REMAINDER %s)', part, part);
    END LOOP;
END
$$;

CREATE TABLE shape (version BIGINT NOT NULL);
