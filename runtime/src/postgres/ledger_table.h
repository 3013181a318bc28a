// The ledger's SQL. Reads need no transaction; whatever writes needs one that
// began with Session::bookkeeping(), and says so.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "backend.h"
#include "fence.h"
#include "postgres/connection.h"
#include "postgres/errors.h"

namespace migc::postgres {

// One line of the history.
struct HistoryEntry {
  Event event{};
  const Step& step;
  std::chrono::milliseconds took{};
  std::size_t statement = 0;  // the failing one, from 1; 0: none
  std::string error{};        // code, without statement text or values
  std::string sqlstate{};
};

// Identifies a transaction: a statement that ends it and begins another one
// changes it.
using TransactionId = std::string;

class LedgerTable {
 public:
  LedgerTable(Connection& connection, const Run& run)
      : connection_(connection), id_(run.ledger), application_(run.options.application) {}

  // One query.
  Result<Head> head() const;
  Result<std::vector<LedgerRow>> rows() const;
  Result<std::vector<HistoryLine>> history_lines() const;  // oldest first
  Result<std::string> down(std::uint32_t ordinal) const;
  Result<std::optional<RecordedCatalog>> recorded_catalog() const;

  // The statement, from 1, that the last entry of the migration's history says
  // the server refused for good: not for want of a lock, and not because it was
  // cancelled or shut down. Zero: none.
  Result<std::size_t> refused_statement(const Step& step) const;

  // What an error of the server's means here.
  Error error(const ServerError& error, Access access) const;

  // Requires a transaction, below.

  Result<bool> exists() const;
  Result<void> create() const;
  Result<void> register_set() const;
  // From an older format of the tables to this one; cheap when they have it.
  Result<void> upgrade() const;

  // Takes the fence: waits for whoever is inside it, then compares. Nothing
  // when another process was faster.
  Result<std::optional<TransactionId>> pass(const Fence& fence) const;

  // False: this is not `transaction` any more, and nothing was recorded.
  Result<bool> insert(const Step& step, RowState state, std::chrono::milliseconds took,
                      const TransactionId& transaction) const;
  Result<bool> set_statements_done(const Step& step, std::size_t done,
                                   const TransactionId& transaction) const;

  // Of an undo: the row says that it is under way, and by which text; at its
  // end the row goes.
  Result<bool> begin_undo(const Step& step, const TransactionId& transaction) const;
  Result<bool> erase(const Step& step, const TransactionId& transaction) const;

  Result<void> set_intent(const Step& step, std::size_t statement,
                          const std::string& evidence) const;
  Result<void> clear_intent(const Step& step) const;
  Result<void> update_catalog(const CatalogUpdate& update, const std::string& chain) const;
  Result<void> repin(const Step& step) const;
  Result<void> finish(const Step& step, RowState state, std::chrono::milliseconds took) const;
  Result<void> record(const HistoryEntry& entry) const;

 private:
  std::string ledger() const { return qualified(id_, id_.table); }
  std::string history() const { return qualified(id_, history_table(id_)); }
  std::string catalog() const { return qualified(id_, catalog_table(id_)); }
  std::string sets() const { return qualified(id_, sets_table(id_)); }
  Result<void> done(const Reply& reply, Access access = Access::write) const;
  Result<void> create_schema() const;
  std::string create_catalog() const;

  Connection& connection_;
  const LedgerId& id_;
  const std::string& application_;
};

// A table that neither a ledger nor an extension explains: "public"."users".
Result<std::string> find_user_table(Connection& connection);

}  // namespace migc::postgres
