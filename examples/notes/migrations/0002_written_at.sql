-- Nobody knows when the older notes were written: they keep NULL.
ALTER TABLE notes ADD COLUMN written_at TEXT;
