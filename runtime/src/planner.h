// Compares an embedded set with what a ledger holds and decides what to do.
// Pure: no database, no clock, no environment.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ledger.h"
#include "migc/embedded.h"
#include "migc/error.h"
#include "migc/migrator.h"

namespace migc {

// Where the ledger ends.
struct Position {
  std::uint32_t ordinal = 0;  // 0: no row
  std::string chain;          // empty when there is no row
  bool operator==(const Position&) const = default;
};

struct Decision {
  Plan plan;
  bool first_start = false;             // there is no ledger yet
  Position position;                    // of the ledger when it was read
  std::uint32_t last_batch = 0;         // 0: no row
  std::optional<LedgerRow> unfinished;  // the row of pending[0], stopped midway by an earlier run
};

// The short way: the chain of the ledger's last row is one of the set's, so
// that everything before it agrees too. Nothing when it is not.
std::optional<Decision> decide_by_head(const MigrationSet& set, const Head& head);

// The long way: row by row. Errors name the first difference: history_edited,
// history_forked, out_of_order, stopped, or ledger when the rows contradict
// each other.
Result<Decision> decide_by_rows(const MigrationSet& set, std::span<const LedgerRow> rows);

// The rows by themselves: numbered without gaps, only the last one unfinished.
Result<void> check_rows(std::span<const LedgerRow> rows);

// Row and migration number `entry`, from 0: version, digest and name; with
// `check_entry` the chain too.
Result<void> check_text(const MigrationSet& set, std::span<const LedgerRow> rows,
                        std::size_t entry);
Result<void> check_entry(const MigrationSet& set, std::span<const LedgerRow> rows,
                         std::size_t entry);

// The row's undo was stopped midway: error `stopped`.
Error stopped_undo(const LedgerRow& row);

// What the caller's options forbid: history_newer under `exact`.
Result<void> check_newer(std::span<const std::string> unknown, bool exact);

// A first start finds tables: error `ledger`, naming one of them.
Error unexplained_tables(const std::string& example);

// not_locked, unless in development, for the first of these that the lockfile
// did not hold when the program was built.
Result<void> check_locked(std::span<const Migration* const> pending, bool development);

// Versions are decimal numbers of any length; leading zeros do not count.
bool same_version(std::string_view a, std::string_view b);

}  // namespace migc
