-- Pages as they came in, what was read from them, what was found in them.
CREATE TABLE page (
  hash     TEXT PRIMARY KEY,            -- SHA-256 of the raw bytes
  bytes    BLOB NOT NULL,               -- zlib-compressed raw bytes
  size     INTEGER NOT NULL             -- length of the raw bytes
) STRICT;

CREATE TABLE document (
  id       TEXT PRIMARY KEY,
  ref      TEXT NOT NULL,
  page     TEXT NOT NULL REFERENCES page(hash),
  place    INTEGER NOT NULL,            -- order of arrival
  added    TEXT NOT NULL,               -- when it was stored, UTC; never used by any result
  value    BLOB NOT NULL                -- the document as JSON
) STRICT;
CREATE INDEX document_ref ON document(ref);

CREATE TABLE analysis (
  document TEXT NOT NULL REFERENCES document(id),
  recipe   TEXT NOT NULL,               -- digest of engine, program version and the anchor day
  value    BLOB NOT NULL,               -- the analysis as zlib-compressed JSON
  PRIMARY KEY (document, recipe)
) STRICT;

CREATE VIRTUAL TABLE search USING fts5(
  document UNINDEXED, title, text, tokenize = "unicode61 remove_diacritics 0"
);
