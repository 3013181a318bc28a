#include <libpq-fe.h>

#include <optional>
#include <utility>
#include <vector>

#include "backend.h"
#include "bookkeeping.h"
#include "migc/postgres.h"
#include "postgres/apply.h"
#include "postgres/connection.h"
#include "postgres/conninfo.h"
#include "postgres/ledger_table.h"
#include "postgres/lock.h"
#include "postgres/pooled_lock.h"
#include "postgres/read_catalog.h"
#include "postgres/rehearse.h"
#include "postgres/session.h"
#include "postgres/step_by_step.h"
#include "text.h"
#include "waiter.h"

namespace migc::postgres {
namespace {

constexpr int kOldestServer = 140000;

// Names go over the wire in UTF-8 while this lives. Costs nothing when the
// connection uses it anyway.
class Utf8Scope {
 public:
  explicit Utf8Scope(PGconn* connection)
      : connection_(connection), before_(pg_encoding_to_char(PQclientEncoding(connection))) {
    if (changes()) PQsetClientEncoding(connection_, "UTF8");
  }
  Utf8Scope(const Utf8Scope&) = delete;
  Utf8Scope& operator=(const Utf8Scope&) = delete;
  ~Utf8Scope() {
    if (changes()) PQsetClientEncoding(connection_, before_.c_str());
  }

 private:
  bool changes() const { return before_ != "UTF8"; }
  PGconn* connection_;
  std::string before_;
};

Error misused(std::string message) {
  return Error{.code = ErrorCode::usage,
               .message = std::move(message),
               .help =
                   "hand over a connection that is idle, outside a transaction and not in "
                   "pipeline mode"};
}

Result<void> check_idle(PGconn* connection) {
  if (connection == nullptr) return misused("there is no connection to borrow");
  if (PQstatus(connection) != CONNECTION_OK) {
    return Error{.code = ErrorCode::connection,
                 .retryable = true,
                 .message = "the connection is closed or broken"};
  }
  if (PQpipelineStatus(connection) != PQ_PIPELINE_OFF) {
    return misused("the connection is in pipeline mode");
  }
  if (PQtransactionStatus(connection) != PQTRANS_IDLE) {
    return misused("the connection is inside a transaction or busy with a query");
  }
  return {};
}

Result<void> check_server(const PGconn* connection) {
  const int version = PQserverVersion(connection);
  if (version >= kOldestServer) return {};
  return Error{
      .code = ErrorCode::unsupported,
      .message = concat("the server runs PostgreSQL ", std::to_string(version / 10000),
                        ", the oldest supported is ", std::to_string(kOldestServer / 10000))};
}

Result<void> check_primary(const PGconn* connection) {
  const char* const standby = PQparameterStatus(connection, "in_hot_standby");
  if (standby == nullptr || std::string_view(standby) != "on") return {};
  return Error{.code = ErrorCode::permission,
               .message = "the server is a standby: it accepts no writes",
               .help = "connect to the primary, for example with target_session_attrs=read-write"};
}

}  // namespace

class Database::Impl final : public Backend {
 public:
  explicit Impl(OwnedConnection owned)
      : owned_(std::move(owned)), connection_(owned_.get()), ownership_(Ownership::owned) {}
  explicit Impl(PGconn* borrowed)
      : borrowed_(borrowed), connection_(borrowed), ownership_(Ownership::borrowed) {}

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
  Result<void> prepare(const Run& run);
  Result<void> clean_session();
  bool reconnect(const Run& run);
  Result<Outcome> settle_if_lost(const Run& run, Result<Outcome> outcome);
  Result<Outcome> settle_commit(const Run& run, Error lost);
  Job job(const Run& run, const Step& step);
  template <class Write>
  Result<void> write(const Run& run, Write write);

  OwnedConnection owned_;  // during a run also in the place of a borrowed one that broke
  PGconn* borrowed_ = nullptr;
  Connection connection_;
  Ownership ownership_;
  std::optional<Session> session_;  // during a run
  std::optional<Lookout> lookout_;  // likewise
  PooledLock pooled_lock_;
  bool locked_ = false;
  bool used_ = false;  // by a migration, since the session was clean
};

Result<Head> Database::Impl::read_head(const Run& run) {
  if (auto idle = check_idle(connection_.raw()); !idle) return std::move(idle).error();
  const Utf8Scope utf8(connection_.raw());
  return LedgerTable(connection_, run).head();
}

Result<std::vector<LedgerRow>> Database::Impl::read_rows(const Run& run) {
  if (auto idle = check_idle(connection_.raw()); !idle) return std::move(idle).error();
  const Utf8Scope utf8(connection_.raw());
  return LedgerTable(connection_, run).rows();
}

Result<std::vector<HistoryLine>> Database::Impl::read_history(const Run& run) {
  if (auto idle = check_idle(connection_.raw()); !idle) return std::move(idle).error();
  const Utf8Scope utf8(connection_.raw());
  return LedgerTable(connection_, run).history_lines();
}

Result<std::string> Database::Impl::read_down(const Run& run, std::uint32_t ordinal) {
  return LedgerTable(connection_, run).down(ordinal);
}

// During a run on a session that no migration has left its settings in.
Result<Catalog> Database::Impl::read_catalog(const Run& run) {
  if (auto idle = check_idle(connection_.raw()); !idle) return std::move(idle).error();
  const Utf8Scope utf8(connection_.raw());
  if (session_) {
    if (auto clean = clean_session(); !clean) return std::move(clean).error();
  }
  const Transaction transaction(connection_);
  std::string script = "BEGIN READ ONLY; SET LOCAL search_path = pg_catalog, pg_temp; ";
  const auto patience = run.options.lock_timeout.count();  // a view's definition needs a lock
  if (patience > 0) script += concat("SET LOCAL lock_timeout = ", std::to_string(patience));
  const Reply begun = connection_.run(script);
  if (!begun) return session_error(begun.error(), "begin to read the catalog");
  return postgres::read_catalog(connection_, run.ledger);
}

Result<std::optional<RecordedCatalog>> Database::Impl::read_recorded_catalog(const Run& run) {
  if (auto idle = check_idle(connection_.raw()); !idle) return std::move(idle).error();
  const Utf8Scope utf8(connection_.raw());
  return LedgerTable(connection_, run).recorded_catalog();
}

Result<std::string> Database::Impl::find_user_table(const Run& /*run*/) {
  if (auto idle = check_idle(connection_.raw()); !idle) return std::move(idle).error();
  const Utf8Scope utf8(connection_.raw());
  return postgres::find_user_table(connection_);
}

Result<void> Database::Impl::begin_run(const Run& run) {
  if (auto idle = check_idle(connection_.raw()); !idle) return idle;
  if (auto server = check_server(connection_.raw()); !server) return server;
  if (auto primary = check_primary(connection_.raw()); !primary) return primary;
  return prepare(run);
}

Result<void> Database::Impl::prepare(const Run& run) {
  auto session = Session::prepare(connection_, ownership_);
  if (!session) return std::move(session).error();
  session_ = std::move(session).value();
  lookout_.emplace(connection_, run.options.cancellation);
  used_ = false;
  return {};
}

void Database::Impl::end_run(const Run& run) {
  pooled_lock_.unlock();
  if (locked_) unlock(connection_, run.ledger);
  locked_ = false;
  if (session_) session_->restore(connection_);
  session_.reset();
  lookout_.reset();
  if (borrowed_ == nullptr) return;
  connection_.use(borrowed_);
  owned_.reset();
}

// To the same server or, if the connection text names several, to another one,
// and with the settings that the session had before the run.
bool Database::Impl::reconnect(const Run& run) {
  auto fresh = open_again(*connection_.raw());
  if (!fresh) return false;
  lookout_.reset();
  connection_.use(fresh->get());
  owned_ = std::move(fresh).value();
  if (borrowed_ != nullptr) session_->restore(connection_);
  return static_cast<bool>(prepare(run));
}

// A COMMIT may have been lost on its way to the server or its answer on the way
// back. The ledger tells which, as soon as the old session is surely gone: then
// its lock is free. Until then it could still commit. (Behind a pooler the lock
// has a connection of its own; there the fence waits for the old transaction.)
Result<Outcome> Database::Impl::settle_commit(const Run& run, Error lost) {
  locked_ = false;
  pooled_lock_.unlock();
  Waiter waiter(run.options.wait_for_others, run.observer, run.options.cancellation);
  Holder holder;
  bool connected = false;
  do {
    connected = (connected && connection_.block() != Block::lost) || reconnect(run);
    if (!connected) continue;
    auto attempt = try_lock(run);
    if (attempt && attempt->taken) return Outcome::settled;
    if (attempt) holder = std::move(attempt->holder);
  } while (waiter.wait(holder));
  return lost;
}

Result<Outcome> Database::Impl::settle_if_lost(const Run& run, Result<Outcome> outcome) {
  const bool lost = !outcome && outcome.error().state == DatabaseState::unknown;
  return lost ? settle_commit(run, std::move(outcome).error()) : outcome;
}

Result<LockAttempt> Database::Impl::try_lock(const Run& run) {
  if (session_->pooled()) return pooled_lock_.try_lock(connection_, run.ledger);
  auto attempt = postgres::try_lock(connection_, run.ledger);
  locked_ = attempt && attempt->taken;
  return attempt;
}

// To the ledger alone, under the migration lock.
template <class Write>
Result<void> Database::Impl::write(const Run& run, Write write) {
  const LedgerTable ledger(connection_, run);
  Transaction transaction(connection_);
  const Reply begun = transaction.begin(session_->bookkeeping());
  if (!begun) return ledger.error(begun.error(), Access::write);
  if (Result<void> written = write(ledger); !written) return written;
  const Reply committed = transaction.commit();
  if (!committed) return ledger.error(committed.error(), Access::write);
  return {};
}

Result<void> Database::Impl::open_ledger(const Run& run, FirstStart first) {
  return write(run, [&](const LedgerTable& ledger) {
    return make_ledger(ledger, first, [&] { return postgres::find_user_table(connection_); });
  });
}

Result<void> Database::Impl::upgrade_ledger(const Run& run) {
  return write(run, [](const LedgerTable& ledger) { return upgrade_where_it_exists(ledger); });
}

// Before a migration rather than after one: an error is then about a migration
// that has not begun.
Result<void> Database::Impl::clean_session() {
  if (used_) {
    if (auto reset = session_->reset(connection_); !reset) return reset;
  }
  used_ = true;
  return {};
}

Job Database::Impl::job(const Run& run, const Step& step) {
  return Job{.connection = connection_,
             .lookout = *lookout_,
             .session = *session_,
             .run = run,
             .step = step,
             .ledger = LedgerTable(connection_, run),
             .timeouts = timeouts_for(step.migration, run.options)};
}

Result<Outcome> Database::Impl::apply(const Run& run, const Step& step) {
  if (auto clean = clean_session(); !clean) return std::move(clean).error();
  Job work = job(run, step);
  return settle_if_lost(
      run, step.migration.transactional ? apply_in_transaction(work) : apply_step_by_step(work));
}

Result<void> Database::Impl::rehearse(const Run& run, std::span<const Step> steps) {
  if (auto clean = clean_session(); !clean) return clean;
  std::vector<Job> jobs;
  jobs.reserve(steps.size());
  for (const Step& step : steps) jobs.push_back(job(run, step));
  return postgres::rehearse(jobs);
}

Result<Outcome> Database::Impl::baseline(const Run& run, std::span<const Step> steps) {
  Job first = job(run, steps.front());
  return settle_if_lost(run, record_baseline(first, steps));
}

Result<Outcome> Database::Impl::repin(const Run& run, std::span<const Step> steps) {
  Job first = job(run, steps.front());
  return settle_if_lost(run, record_repin(first, steps));
}

Result<Outcome> Database::Impl::settle(const Run& run, const Step& step, Settlement settlement) {
  Job work = job(run, step);
  return settle_if_lost(run, record_settlement(work, settlement));
}

Result<void> Database::Impl::record_catalog(const Run& run, const CatalogUpdate& update,
                                            const std::string& chain) {
  if (auto clean = clean_session(); !clean) return clean;
  return write(run,
               [&](const LedgerTable& ledger) { return ledger.update_catalog(update, chain); });
}

Database::Database(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Database::~Database() = default;

Backend& Database::backend() {
  return *impl_;
}

Result<std::unique_ptr<Database>> Database::connect() {
  const auto conninfo = conninfo_from_environment();
  if (!conninfo) return conninfo.error();
  return connect(conninfo.value());
}

Result<std::unique_ptr<Database>> Database::connect(std::string_view conninfo) {
  auto connection = open_connection(std::string(conninfo));
  if (!connection) return std::move(connection).error();
  if (auto server = check_server(connection->get()); !server) return std::move(server).error();
  auto impl = std::make_unique<Impl>(std::move(connection).value());
  return std::unique_ptr<Database>(new Database(std::move(impl)));
}

Result<std::unique_ptr<Database>> Database::borrow(pg_conn* connection) {
  if (auto idle = check_idle(connection); !idle) return std::move(idle).error();
  if (auto server = check_server(connection); !server) return std::move(server).error();
  return std::unique_ptr<Database>(new Database(std::make_unique<Impl>(connection)));
}

}  // namespace migc::postgres
