// What a Migrator asks of a database; one implementation per dialect. Each
// call leaves the database consistent, whatever happens to the process in it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "catalog_record.h"
#include "ledger.h"
#include "migc/embedded.h"
#include "migc/error.h"
#include "migc/migrator.h"
#include "planner.h"

namespace migc {

// One call of the user's. Everything it refers to outlives it.
struct Run {
  LedgerId ledger;
  const Options& options;
  Observer& observer;
};

// One migration to apply, or in its shape one to take back, and what must be true when it begins.
struct Step {
  const Migration& migration;
  std::uint32_t ordinal;
  std::uint32_t batch;
  Position after;                       // for the fence: where the ledger ends before it
  std::optional<LedgerRow> unfinished;  // its own row when an earlier run stopped inside it
  bool undo = false;                    // takes back its own row, which is the last one
};

// Whether a change was made.
enum class Outcome : std::uint8_t {
  done,
  overtaken,  // not begun: the ledger's last row was not the expected one, another is at work
  settled,    // the connection died during COMMIT and was made anew: the ledger tells
};

struct LockAttempt {
  bool taken = false;
  Holder holder{};  // who has it, when it was not taken
};

// Whether a ledger may be made in a database that has tables already.
enum class FirstStart : std::uint8_t { empty_database, any_database };

class Backend {
 public:
  Backend() = default;
  Backend(const Backend&) = delete;
  Backend& operator=(const Backend&) = delete;
  virtual ~Backend() = default;

  // Reading. No lock, nothing written, no session state; `read_head` is one
  // query when the ledger exists.
  virtual Result<Head> read_head(const Run& run) = 0;
  virtual Result<std::vector<LedgerRow>> read_rows(const Run& run) = 0;
  // Oldest first. Requires: the ledger exists.
  virtual Result<std::vector<HistoryLine>> read_history(const Run& run) = 0;
  // The undo that the ledger keeps, as write_down wrote it; empty: none.
  virtual Result<std::string> read_down(const Run& run, std::uint32_t ordinal) = 0;
  // What the catalog holds, and what it held when a run last recorded it;
  // nothing: no run has. Requires: the ledger exists.
  virtual Result<Catalog> read_catalog(const Run& run) = 0;
  virtual Result<std::optional<RecordedCatalog>> read_recorded_catalog(const Run& run) = 0;
  // A table that no ledger explains, for messages; empty when there is none.
  virtual Result<std::string> find_user_table(const Run& run) = 0;

  // Writing happens between these two. `begin_run` prepares the session,
  // `end_run` frees the lock and gives the session back as it was; it may be
  // called at any time, and again.
  virtual Result<void> begin_run(const Run& run) = 0;
  virtual void end_run(const Run& run) = 0;

  // Asks once. A database whose own transactions suffice always says yes.
  virtual Result<LockAttempt> try_lock(const Run& run) = 0;

  // Makes the ledger's tables and this set's entry where they are missing.
  // Error `ledger`: the database has tables already and `first` forbids that.
  virtual Result<void> open_ledger(const Run& run, FirstStart first) = 0;

  // Gives tables of an older format what this one has; `open_ledger` does so,
  // too. Nothing happens when there are none.
  virtual Result<void> upgrade_ledger(const Run& run) = 0;

  // Runs the migration and records it. A transactional one together with its
  // row; of another one each finished statement, so that a later call with
  // `unfinished` goes on behind it. A failure is recorded in the history. An
  // undo ends with its row gone.
  virtual Result<Outcome> apply(const Run& run, const Step& step) = 0;

  // Runs all of them in one transaction and rolls it back. Requires: all are
  // transactional.
  virtual Result<void> rehearse(const Run& run, std::span<const Step> steps) = 0;

  // Records all of them as baselined in one transaction, or none.
  virtual Result<Outcome> baseline(const Run& run, std::span<const Step> steps) = 0;

  // Gives the rows of all of them the digests and chains of their migrations,
  // in one transaction, or none.
  virtual Result<Outcome> repin(const Run& run, std::span<const Step> steps) = 0;

  // Changes the record; the ledger ends at `chain` now.
  virtual Result<void> record_catalog(const Run& run, const CatalogUpdate& update,
                                      const std::string& chain) = 0;

  // Records the last row as applied, or takes it away.
  virtual Result<Outcome> settle(const Run& run, const Step& step, Settlement settlement) = 0;
};

}  // namespace migc
