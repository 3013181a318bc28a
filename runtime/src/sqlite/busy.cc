#include "sqlite/busy.h"

#include <sqlite3.h>

namespace migc::sqlite {

BusyScope::BusyScope(Connection& connection, const Run& run) : connection_(connection), run_(run) {
  const Reply before = connection_.run("PRAGMA busy_timeout");
  if (before && !before->empty()) {
    timeout_before_ = static_cast<int>(parse_number(before->front().front()).value_or(0));
  }
  sqlite3_busy_handler(connection_.raw(), &BusyScope::ask_again, this);
}

BusyScope::~BusyScope() {
  sqlite3_busy_timeout(connection_.raw(), timeout_before_);
}

// The engine counts from 0 for each lock that it wants.
int BusyScope::ask_again(void* self, int times_asked) {
  auto& scope = *static_cast<BusyScope*>(self);
  if (times_asked == 0 || !scope.waiter_) {
    scope.waiter_.emplace(scope.run_.options.wait_for_others, scope.run_.observer);
  }
  return scope.waiter_->wait(Holder{}) ? 1 : 0;
}

}  // namespace migc::sqlite
