// Looks after a migration's statement while it runs: passes a cancellation on
// to the server, and finds out who blocks it. That takes a second connection,
// made when a statement is slow: its own is busy.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "migc/migrator.h"
#include "postgres/connection.h"
#include "postgres/conninfo.h"

namespace migc::postgres {

class Lookout final : public Watch {
 public:
  // Borrows both, for as long as it lives.
  Lookout(Connection& watched, const Cancellation* cancellation)
      : watched_(watched), cancellation_(cancellation) {}

  // A statement begins that waits for a lock at most this long; zero: for ever.
  void begin(std::chrono::milliseconds lock_timeout);
  void statement_runs(std::chrono::milliseconds so_far) override;

  bool cancelled() const { return cancellation_ != nullptr && cancellation_->requested(); }

  // Those that blocked the statement when it was last seen waiting.
  const std::vector<Holder>& blockers() const { return blockers_; }

 private:
  void look_for_blockers();

  Connection& watched_;
  const Cancellation* cancellation_;
  std::chrono::milliseconds interval_{};
  std::chrono::milliseconds next_look_{};
  bool cancel_sent_ = false;
  bool connected_once_ = false;
  OwnedConnection second_;
  std::vector<Holder> blockers_;
};

// Lets a lookout watch the connection as long as it lives.
class LookoutScope {
 public:
  LookoutScope(Connection& connection, Lookout& lookout) : connection_(connection) {
    connection_.watch(&lookout);
  }
  LookoutScope(const LookoutScope&) = delete;
  LookoutScope& operator=(const LookoutScope&) = delete;
  ~LookoutScope() { connection_.watch(nullptr); }

 private:
  Connection& connection_;
};

}  // namespace migc::postgres
