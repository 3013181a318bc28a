-- A longer varchar changes only the catalog.
ALTER TABLE bookings ALTER COLUMN note TYPE varchar(400);
