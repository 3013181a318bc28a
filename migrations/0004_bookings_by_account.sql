-- The table is in use by now: build the index without blocking its writers.
CREATE INDEX CONCURRENTLY bookings_account ON bookings (account_id);
