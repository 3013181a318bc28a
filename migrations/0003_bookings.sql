CREATE TABLE bookings (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES accounts (id),
  room_id bigint NOT NULL REFERENCES rooms (id),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  note varchar(80),
  CHECK (starts_at < ends_at)
);

CREATE INDEX bookings_room_starts ON bookings (room_id, starts_at);
