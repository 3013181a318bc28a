// Which migrations a rollback takes back, and by which text. Pure.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "down_text.h"
#include "ledger.h"
#include "migc/embedded.h"
#include "migc/error.h"
#include "migc/migrator.h"

namespace migc {

// The last rows of the ledger, in its order. Errors: `usage` for a target that
// the ledger does not hold, `ledger` and `stopped` for rows in disorder,
// `irreversible` when nothing was run for one of them.
Result<std::span<const LedgerRow>> rows_to_undo(std::span<const LedgerRow> rows,
                                                const Rollback& rollback);

// The migration of this set whose embedded undo takes the row back: the very
// migration, or one whose undo has the digest that the ledger holds. Null: only
// the ledger's own text can. Error `irreversible`: it is declared as such.
Result<const Migration*> find_embedded_undo(const MigrationSet& set, const LedgerRow& row);

// Neither the set nor the ledger holds a text for the row.
Error no_undo(const LedgerRow& row);

// An undo in the shape of a migration: its statements are those that take the
// row's migration back.
class Undo {
 public:
  Undo(const LedgerRow& row, const Migration& embedded);
  Undo(const LedgerRow& row, DownText text);
  Undo(const Undo&) = delete;
  Undo& operator=(const Undo&) = delete;

  const LedgerRow& row() const { return row_; }
  const Migration& migration() const { return migration_; }
  bool from_ledger() const { return from_ledger_; }

 private:
  void name_it();

  LedgerRow row_;
  bool from_ledger_;
  DownText text_;
  std::vector<Statement> statements_;
  std::string file_;
  Migration migration_{};
};

using Undos = std::vector<std::unique_ptr<Undo>>;  // in the order in which they run

UndoPlan describe_undos(const Undos& undos);

// Error `not_confirmed`: outside development a person must agree, and to text
// from the ledger everywhere.
Result<void> check_confirmed(const UndoPlan& plan, bool confirmed, bool development);

}  // namespace migc
