DROP INDEX CONCURRENTLY bookings_account;
