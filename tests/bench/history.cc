#include "tests/bench/history.h"

#include <string_view>

namespace migc::testing {
namespace {

// The number of the part goes where an `@` follows an underscore.
constexpr std::string_view kPart = R"sql(
CREATE TYPE state_@ AS ENUM ('open', 'closed');
CREATE TABLE accounts_@ (
  id bigserial PRIMARY KEY,
  email text NOT NULL UNIQUE,
  state state_@ NOT NULL DEFAULT 'open',
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT email_has_at_@ CHECK (position('@' in email) > 1)
);
CREATE TABLE orders_@ (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES accounts_@ (id) ON DELETE CASCADE,
  total numeric(12,2) NOT NULL DEFAULT 0 CHECK (total >= 0),
  note varchar(200)
);
CREATE INDEX ON orders_@ (account_id, total DESC) WHERE note IS NOT NULL;
CREATE INDEX orders_note_@ ON orders_@ (lower(note));
ALTER TABLE orders_@ ADD COLUMN placed_at timestamptz, ALTER COLUMN note TYPE text;
CREATE VIEW open_orders_@ AS
  SELECT o.id, o.total, a.email FROM orders_@ o JOIN accounts_@ a ON a.id = o.account_id
  WHERE a.state = 'open' AND o.total > (SELECT avg(total) FROM orders_@);
CREATE FUNCTION touch_@() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN NEW.placed_at := now(); RETURN NEW; END $$;
CREATE TRIGGER touch_orders_@ BEFORE UPDATE ON orders_@ FOR EACH ROW EXECUTE FUNCTION touch_@();
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'small_@') THEN
    ALTER TABLE orders_@ ADD CONSTRAINT small_@ CHECK (total < 1000000);
  END IF;
END $$;
DO $$ BEGIN
  CREATE TYPE state_@ AS ENUM ('open');
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
INSERT INTO accounts_@ (email) VALUES ('a@b'), ('c@d'), ('e@f');
UPDATE orders_@ SET total = 1 WHERE total IS NULL;
ALTER TYPE state_@ ADD VALUE 'gone' AFTER 'closed';
COMMENT ON TABLE orders_@ IS 'what was ordered';
GRANT SELECT ON accounts_@, orders_@ TO reader;
ALTER TABLE orders_@ RENAME COLUMN note TO remark;
CREATE TABLE scratch_@ (LIKE orders_@ INCLUDING ALL);
ALTER TABLE scratch_@ DROP COLUMN remark;
DROP TABLE scratch_@;
)sql";

}  // namespace

std::string history(std::size_t parts) {
  std::string out;
  for (std::size_t part = 0; part < parts; ++part)
    for (std::size_t at = 0; at < kPart.size(); ++at) {
      const bool in_word =
          at + 1 < kPart.size() && at > 0 && kPart[at] == '@' && kPart[at - 1] == '_';
      if (in_word) {
        out += std::to_string(part);
      } else {
        out += kPart[at];
      }
    }
  return out;
}

}  // namespace migc::testing
