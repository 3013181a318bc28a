#include "postgres/lookout.h"

#include <algorithm>

#include "postgres/holder.h"
#include "text.h"

namespace migc::postgres {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kShortestInterval{20};
constexpr milliseconds kLongestInterval{500};

}  // namespace

void Lookout::begin(milliseconds lock_timeout) {
  interval_ = lock_timeout.count() == 0
                  ? kLongestInterval
                  : std::clamp(lock_timeout / 2, kShortestInterval, kLongestInterval);
  next_look_ = interval_;
  cancel_sent_ = false;
  blockers_.clear();
}

void Lookout::statement_runs(milliseconds so_far) {
  if (cancelled() && !cancel_sent_) {
    cancel_sent_ = true;
    watched_.cancel();
  }
  if (so_far < next_look_) return;
  next_look_ = so_far + interval_;
  look_for_blockers();
}

// Best effort: without a second connection nobody is named.
void Lookout::look_for_blockers() {
  if (!connected_once_) {
    connected_once_ = true;
    if (auto opened = open_beside(*watched_.raw())) second_ = std::move(opened).value();
  }
  if (!second_) return;
  Connection second(second_.get());
  const Reply reply = second.query(
      concat("SELECT ", kHolderColumns,
             " FROM pg_catalog.unnest(pg_catalog.pg_blocking_pids($1)) b (pid) "
             "JOIN pg_catalog.pg_stat_activity a ON a.pid OPERATOR(pg_catalog.=) b.pid "
             "ORDER BY a.pid"),
      {std::to_string(watched_.server_pid())});
  if (!reply || reply->rows.empty()) return;
  blockers_.clear();
  for (const Record& row : reply->rows) blockers_.push_back(read_holder(row));
}

}  // namespace migc::postgres
