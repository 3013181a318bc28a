CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  item text NOT NULL,
  placed_at timestamptz NOT NULL DEFAULT now()
);
