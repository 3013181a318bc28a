// The words and values of the ledger that both dialects share. Knows no SQL
// beyond the names of its columns.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "migc/ledger_view.h"
#include "migc/result.h"

namespace migc {

// Of the tables themselves, one number per set, so that a later runtime can
// upgrade them: 1 had no tokens, and no record of the catalog.
// Persisted: do not renumber.
inline constexpr std::uint32_t kLedgerFormat = 2;

// Which tables, and whose rows in them.
struct LedgerId {
  std::string schema;  // PostgreSQL only; SQLite always uses main
  std::string table;   // one row per applied migration
  std::string set;
};

// The companions are named after the ledger: "x_ledger" has "x_history",
// "x_sets" and "x_catalog", any other "y" has "y_history" and so on.
std::string history_table(const LedgerId& ledger);  // append-only
std::string sets_table(const LedgerId& ledger);     // one row per set: format; the fence locks it
std::string catalog_table(const LedgerId& ledger);  // one row per object, for all sets

// Persisted by name: do not rename.
enum class RowState : std::uint8_t {
  started,  // a non-transactional migration is under way or stopped midway
  applied,
  baselined,  // recorded without running
  reverting,  // its undo is under way or stopped midway
};

std::string_view to_text(RowState state);
std::optional<RowState> parse_row_state(std::string_view text);

// What migc_history records. Persisted by name: do not rename.
enum class Event : std::uint8_t {
  started,
  applied,
  baselined,
  failed,
  undo_started,
  undone,
  undo_failed,
  repaired,   // the digest is another one, the meaning is not
  settled,    // a person says that it is done
  forgotten,  // a person says that nothing of it is in place
};

std::string_view to_text(Event event);

struct LedgerRow {
  std::uint32_t ordinal = 0;  // from 1, without gaps
  std::string version{};
  std::string name{};
  std::string digest{};  // hexadecimal
  std::string chain{};   // likewise
  std::string tokens{};  // likewise
  RowState state = RowState::applied;
  std::uint32_t batch = 0;             // one run of a migrator
  std::uint32_t statements_done = 0;   // committed so far
  std::uint32_t intent_statement = 0;  // about to run outside a transaction, from 1; 0: none
  std::string intent_evidence{};       // what the catalog said before it, for the adapter
  std::string applied_at{};            // UTC, for people
  std::string applied_by{};
  std::string application{};
  std::chrono::milliseconds took{};
  std::string down_digest{};  // hexadecimal; empty: no undo
};

bool finished(const LedgerRow& row);  // applied or baselined

struct Head {
  bool exists = false;                   // there is a ledger
  std::uint32_t format = kLedgerFormat;  // of this set's rows
  std::optional<LedgerRow> last{};
};

// The columns behind a LedgerRow, in order; `parse_row` reads them back.
// NULL is an empty text. Nothing: a value that no runtime writes.
using Record = std::vector<std::string>;
using Records = std::vector<Record>;
inline constexpr std::size_t kRowColumns = 16;
std::optional<LedgerRow> parse_row(const Record& record, std::size_t first_column = 0);

// The columns behind a HistoryLine, in order; numbers that are none are 0.
// Requires: eleven columns.
HistoryLine parse_history_line(const Record& record);

std::optional<std::uint32_t> parse_number(std::string_view digits);

}  // namespace migc
