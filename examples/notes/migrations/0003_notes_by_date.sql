CREATE INDEX notes_by_date ON notes (written_at);
