-- A constant default: no row is rewritten, however many there are.
ALTER TABLE orders ADD COLUMN quantity integer NOT NULL DEFAULT 1;
