CREATE TABLE invoices (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES accounts (id),
  issued_on date NOT NULL DEFAULT current_date,
  total numeric(10, 2) NOT NULL
);

ALTER TABLE bookings ADD COLUMN invoice_id bigint;
