// What a database's ledger holds, for people and programs that want to see it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "migc/embedded.h"
#include "migc/error.h"

namespace migc {

enum class EntryState : std::uint8_t {
  pending,  // the program knows it, the database does not
  started,  // not in one transaction, and under way or stopped midway
  applied,
  baselined,  // recorded without running
  reverting,  // its undo is under way or stopped midway
};

std::string_view to_text(EntryState state);  // "applied"

// One migration that the database, the program or both know.
struct Entry {
  const Migration* migration = nullptr;  // in the set; null: only the database knows it
  std::string version{};
  std::string name{};
  EntryState state = EntryState::pending;
  bool edited = false;                // the program's text is not the one that was applied
  std::uint32_t batch = 0;            // one run of a migrator; 0: pending
  std::uint32_t statements_done = 0;  // committed so far
  std::string at{};                   // UTC, "2030-01-02T03:04:05Z"
  std::string by{};                   // the user, as the database or the system knows it
  std::string application{};
  std::chrono::milliseconds took{};
};

// One line of the history, which nothing ever changes or takes away.
struct HistoryLine {
  std::string at{};     // UTC
  std::string event{};  // "applied"; see docs/runtime.md
  std::string version{};
  std::string name{};
  std::uint32_t batch = 0;
  std::chrono::milliseconds took{};
  std::uint32_t statement = 0;  // the one that failed, from 1; 0: none
  std::string error{};          // its ErrorCode, as text
  std::string sqlstate{};
  std::string by{};
  std::string application{};
};

// Ledger and set, compared row by row.
struct Verification {
  std::vector<Error> differences{};  // in order; empty: they agree as far as both go
  std::size_t applied = 0;           // migrations of the set that the database holds
  std::size_t pending = 0;
  std::vector<std::string> unknown{};  // versions that only the database knows

  bool agrees() const { return differences.empty(); }
};

enum class ChangeKind : std::uint8_t { added, removed, changed };

std::string_view to_text(ChangeKind change);  // "added"

// One object of the database's catalog that differs from what a run left.
struct CatalogChange {
  ChangeKind change{};
  std::string kind{};  // "table", "column", "index", …
  std::string name{};  // "public.orders.status"
};

// What changed by other hands since the last run.
struct Drift {
  std::string since{};   // UTC; empty: no run has recorded the catalog yet
  bool complete = true;  // false: the last run could not record its own changes, which are
                         // among these
  std::vector<CatalogChange> changes{};  // by name
};

}  // namespace migc
