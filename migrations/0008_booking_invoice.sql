-- New rows are checked from now on; the old ones in the next migration.
ALTER TABLE bookings
  ADD CONSTRAINT bookings_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES invoices (id) NOT VALID,
  ADD CONSTRAINT note_given CHECK (note IS NOT NULL) NOT VALID;
