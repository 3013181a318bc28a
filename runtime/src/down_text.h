// A migration's undo as the ledger keeps it, so that a program which does not
// know the migration can still take it back.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "migc/embedded.h"

namespace migc {

// As a Statement, which borrows its texts.
struct DownStatement {
  std::string sql;
  std::uint32_t line = 0;  // in the file that it came from
  std::uint32_t column = 0;
  bool transactional = true;
  bool sets_session = false;
  Effect effect = Effect::unknown;
  std::array<std::string, 4> probed{};  // schema, name, part_schema and part of the Probe
  bool operator==(const DownStatement&) const = default;

  // Borrows from this.
  Statement statement() const;
};

struct DownText {
  bool transactional = true;  // all statements share one transaction
  std::vector<DownStatement> statements;
  bool operator==(const DownText&) const = default;
};

// "migc-down 1 together" (or "apart"), then for each statement "with 12 3 1":
// bytes, line, column; and on the next line the bytes. "sets" in the place of
// "with" sets the session; "alone 12 3 1 build_index 0 6 0 8" runs outside a
// transaction, and behind its bytes are those of the names that its probe looks
// for. Empty: the migration has no undo.
// Persisted: programs of all releases must read it.
std::string write_down(const Migration& migration);

// Nothing: no runtime writes that.
std::optional<DownText> parse_down(std::string_view text);

// Of the undo's canonical text, in hexadecimal; empty: there is none.
std::string down_digest(const Migration& migration);

}  // namespace migc
