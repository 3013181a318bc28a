UPDATE bookings SET note = '' WHERE note IS NULL;
