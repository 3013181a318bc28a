// The ledger's SQL. What writes needs a transaction that began IMMEDIATE.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend.h"
#include "fence.h"
#include "sqlite/connection.h"
#include "sqlite/errors.h"

namespace migc::sqlite {

// One line of the history.
struct HistoryEntry {
  Event event{};
  const Step& step;
  std::chrono::milliseconds took{};
  std::size_t statement = 0;  // the failing one, from 1; 0: none
  std::string error{};        // code, without statement text or values
};

class LedgerTable {
 public:
  LedgerTable(Connection& connection, const Run& run)
      : connection_(connection), id_(run.ledger), application_(run.options.application) {}

  Result<Head> head() const;
  Result<std::vector<LedgerRow>> rows() const;
  Result<std::vector<HistoryLine>> history_lines() const;  // oldest first
  Result<std::string> down(std::uint32_t ordinal) const;
  Result<std::optional<RecordedCatalog>> recorded_catalog() const;
  Result<bool> exists() const;

  // Requires a transaction, below.

  Result<void> create() const;
  Result<void> register_set() const;
  // From an older format of the tables to this one; cheap when they have it.
  Result<void> upgrade() const;
  Result<bool> passes(const Fence& fence) const;
  Result<void> insert(const Step& step, RowState state, std::chrono::milliseconds took) const;
  Result<void> set_statements_done(const Step& step, std::size_t count) const;
  // Of an undo: the row says that it is under way, and by which text; at its
  // end the row goes.
  Result<void> begin_undo(const Step& step) const;
  Result<void> erase(const Step& step) const;

  Result<void> update_catalog(const CatalogUpdate& update, const std::string& chain) const;
  Result<void> repin(const Step& step) const;
  Result<void> finish(const Step& step, RowState state, std::chrono::milliseconds took) const;
  Result<void> record(const HistoryEntry& entry) const;

 private:
  std::string ledger() const;
  std::string history() const;
  std::string sets() const;
  std::string catalog() const;
  Result<void> done(const Reply& reply) const;
  Result<bool> has_tokens() const;
  Result<std::string_view> columns() const;
  Result<std::optional<LedgerRow>> last() const;

  Connection& connection_;
  const LedgerId& id_;
  const std::string& application_;
};

// A table that no ledger explains: "users".
Result<std::string> find_user_table(Connection& connection);

}  // namespace migc::sqlite
