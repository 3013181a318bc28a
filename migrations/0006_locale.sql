-- A constant default costs nothing, whatever the size of the table.
ALTER TABLE accounts ADD COLUMN locale text NOT NULL DEFAULT 'en';
