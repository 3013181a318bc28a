-- Reads the table, but lets readers and writers through.
ALTER TABLE bookings VALIDATE CONSTRAINT bookings_invoice_id_fkey;
ALTER TABLE bookings VALIDATE CONSTRAINT note_given;
