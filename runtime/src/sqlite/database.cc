#include <sqlite3.h>

#include <memory>
#include <optional>
#include <utility>

#include "backend.h"
#include "bookkeeping.h"
#include "migc/sqlite.h"
#include "sqlite/apply.h"
#include "sqlite/busy.h"
#include "sqlite/connection.h"
#include "sqlite/errors.h"
#include "sqlite/ledger_table.h"
#include "sqlite/read_catalog.h"
#include "sqlite/session.h"
#include "text.h"

namespace migc::sqlite {
namespace {

// Waits for statements that the owner has not finalized, instead of failing.
struct Close {
  void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
};
using OwnedConnection = std::unique_ptr<sqlite3, Close>;

Result<void> check_idle(sqlite3* connection) {
  if (connection != nullptr && sqlite3_get_autocommit(connection) != 0) return {};
  return Error{.code = ErrorCode::usage,
               .message = connection == nullptr ? "there is no connection to borrow"
                                                : "the connection is inside a transaction",
               .help = "hand over an open connection, outside a transaction"};
}

}  // namespace

class Database::Impl final : public Backend {
 public:
  explicit Impl(OwnedConnection owned)
      : owned_(std::move(owned)), connection_(owned_.get()), ownership_(Ownership::owned) {}
  explicit Impl(sqlite3* borrowed) : connection_(borrowed), ownership_(Ownership::borrowed) {}

  Result<Head> read_head(const Run& run) override;
  Result<std::vector<LedgerRow>> read_rows(const Run& run) override;
  Result<std::vector<HistoryLine>> read_history(const Run& run) override;
  Result<std::string> read_down(const Run& run, std::uint32_t ordinal) override;
  Result<Catalog> read_catalog(const Run& run) override;
  Result<std::optional<RecordedCatalog>> read_recorded_catalog(const Run& run) override;
  Result<std::string> find_user_table(const Run& run) override;
  Result<void> begin_run(const Run& run) override;
  void end_run(const Run& run) override;
  Result<LockAttempt> try_lock(const Run& run) override;
  Result<void> open_ledger(const Run& run, FirstStart first) override;
  Result<void> upgrade_ledger(const Run& run) override;
  Result<Outcome> apply(const Run& run, const Step& step) override;
  Result<void> rehearse(const Run& run, std::span<const Step> steps) override;
  Result<Outcome> baseline(const Run& run, std::span<const Step> steps) override;
  Result<Outcome> repin(const Run& run, std::span<const Step> steps) override;
  Result<Outcome> settle(const Run& run, const Step& step, Settlement settlement) override;
  Result<void> record_catalog(const Run& run, const CatalogUpdate& update,
                              const std::string& chain) override;

 private:
  template <class Write>
  Result<void> write(const Run& run, Write write);

  OwnedConnection owned_;
  Connection connection_;
  Ownership ownership_;
  std::optional<Session> session_;  // during a run
};

Result<Head> Database::Impl::read_head(const Run& run) {
  const BusyScope patience(connection_, run);
  return LedgerTable(connection_, run).head();
}

Result<std::vector<LedgerRow>> Database::Impl::read_rows(const Run& run) {
  const BusyScope patience(connection_, run);
  return LedgerTable(connection_, run).rows();
}

Result<std::vector<HistoryLine>> Database::Impl::read_history(const Run& run) {
  const BusyScope patience(connection_, run);
  return LedgerTable(connection_, run).history_lines();
}

Result<std::string> Database::Impl::read_down(const Run& run, std::uint32_t ordinal) {
  const BusyScope patience(connection_, run);
  return LedgerTable(connection_, run).down(ordinal);
}

Result<Catalog> Database::Impl::read_catalog(const Run& run) {
  const BusyScope patience(connection_, run);
  return sqlite::read_catalog(connection_, run.ledger);
}

Result<std::optional<RecordedCatalog>> Database::Impl::read_recorded_catalog(const Run& run) {
  const BusyScope patience(connection_, run);
  return LedgerTable(connection_, run).recorded_catalog();
}

Result<std::string> Database::Impl::find_user_table(const Run& run) {
  const BusyScope patience(connection_, run);
  return sqlite::find_user_table(connection_);
}

Result<void> Database::Impl::begin_run(const Run& run) {
  if (auto idle = check_idle(connection_.raw()); !idle) return idle;
  const BusyScope patience(connection_, run);
  auto session = Session::prepare(connection_, ownership_);
  if (!session) return engine_error(session.error(), "read the connection's settings");
  session_ = std::move(session).value();
  return {};
}

void Database::Impl::end_run(const Run& run) {
  const BusyScope patience(connection_, run);
  if (session_) session_->restore(connection_);
  session_.reset();
}

// The file's own lock serves: each migration begins as the only writer and
// reads the ledger again.
Result<LockAttempt> Database::Impl::try_lock(const Run& /*run*/) {
  return LockAttempt{.taken = true};
}

// To the ledger alone.
template <class Write>
Result<void> Database::Impl::write(const Run& run, Write write) {
  const BusyScope patience(connection_, run);
  Transaction transaction(connection_);
  const Reply begun = transaction.begin();
  if (!begun) return engine_error(begun.error(), "begin to write");
  const LedgerTable ledger(connection_, run);
  if (Result<void> written = write(ledger); !written) return written;
  const Reply committed = transaction.commit();
  if (!committed) return engine_error(committed.error(), "write the ledger");
  return {};
}

Result<void> Database::Impl::open_ledger(const Run& run, FirstStart first) {
  return write(run, [&](const LedgerTable& ledger) {
    return make_ledger(ledger, first, [&] { return sqlite::find_user_table(connection_); });
  });
}

Result<void> Database::Impl::upgrade_ledger(const Run& run) {
  return write(run, [](const LedgerTable& ledger) { return upgrade_where_it_exists(ledger); });
}

Result<Outcome> Database::Impl::apply(const Run& run, const Step& step) {
  const BusyScope patience(connection_, run);
  if (auto clean = session_->reset(connection_); !clean) {
    return engine_error(clean.error(), "prepare the connection");
  }
  Job job{connection_, run, step, LedgerTable(connection_, run)};
  return step.migration.transactional ? apply_in_transaction(job) : apply_step_by_step(job);
}

Result<void> Database::Impl::rehearse(const Run& run, std::span<const Step> steps) {
  const BusyScope patience(connection_, run);
  if (auto clean = session_->reset(connection_); !clean) {
    return engine_error(clean.error(), "prepare the connection");
  }
  Transaction transaction(connection_);
  const Reply begun = transaction.begin();
  if (!begun) return engine_error(begun.error(), "begin to write");
  for (const Step& step : steps) {
    Job job{connection_, run, step, LedgerTable(connection_, run)};
    if (auto ran = rehearse_one(job); !ran) return ran;
  }
  return {};
}

Result<Outcome> Database::Impl::baseline(const Run& run, std::span<const Step> steps) {
  const BusyScope patience(connection_, run);
  Job first{connection_, run, steps.front(), LedgerTable(connection_, run)};
  return record_baseline(first, steps);
}

Result<Outcome> Database::Impl::repin(const Run& run, std::span<const Step> steps) {
  const BusyScope patience(connection_, run);
  Job first{connection_, run, steps.front(), LedgerTable(connection_, run)};
  return record_repin(first, steps);
}

Result<Outcome> Database::Impl::settle(const Run& run, const Step& step, Settlement settlement) {
  const BusyScope patience(connection_, run);
  Job job{connection_, run, step, LedgerTable(connection_, run)};
  return record_settlement(job, settlement);
}

Result<void> Database::Impl::record_catalog(const Run& run, const CatalogUpdate& update,
                                            const std::string& chain) {
  return write(run,
               [&](const LedgerTable& ledger) { return ledger.update_catalog(update, chain); });
}

Database::Database(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Database::~Database() = default;

Backend& Database::backend() {
  return *impl_;
}

Result<std::unique_ptr<Database>> Database::open(const std::string& path) {
  sqlite3* raw = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI;
  const int code = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
  OwnedConnection connection(raw);  // to be closed even after a failure
  if (code != SQLITE_OK) {
    const char* const reason = raw != nullptr ? sqlite3_errmsg(raw) : sqlite3_errstr(code);
    return Error{.code = ErrorCode::connection,
                 .message = concat("could not open \"", path, "\": ", reason),
                 .help = "the folder must exist, and this user must be able to write there"};
  }
  auto impl = std::make_unique<Impl>(std::move(connection));
  return std::unique_ptr<Database>(new Database(std::move(impl)));
}

Result<std::unique_ptr<Database>> Database::borrow(sqlite3* connection) {
  if (auto idle = check_idle(connection); !idle) return std::move(idle).error();
  return std::unique_ptr<Database>(new Database(std::make_unique<Impl>(connection)));
}

}  // namespace migc::sqlite
