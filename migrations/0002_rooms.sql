CREATE TYPE room_kind AS ENUM ('desk', 'meeting', 'studio');

CREATE TABLE rooms (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE,
  kind room_kind NOT NULL,
  seats integer NOT NULL CHECK (seats > 0),
  hourly_rate numeric(8, 2) NOT NULL
);

COMMENT ON COLUMN rooms.hourly_rate IS 'without tax';
