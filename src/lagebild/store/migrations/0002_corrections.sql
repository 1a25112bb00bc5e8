-- What people corrected. Never deleted: a correction is taken back by another one.
CREATE TABLE correction (
  number   INTEGER PRIMARY KEY,
  kind     TEXT NOT NULL,
  target   TEXT NOT NULL,
  value    TEXT NOT NULL,
  who      TEXT NOT NULL,
  made     TEXT NOT NULL,
  why      TEXT NOT NULL
) STRICT;
