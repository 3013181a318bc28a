// What a Migrator tells about a database without changing it.
#include <utility>

#include "decide.h"
#include "input.h"
#include "migc/migrator.h"
#include "verify.h"
#include "waiter.h"
#include "work.h"

namespace migc {
namespace {

// Nothing when there is no ledger yet.
Result<std::vector<LedgerRow>> read_rows(Work& work) {
  auto head = work.backend.read_head(work.run);
  if (!head) return std::move(head).error();
  if (auto known = check_format(head.value()); !known) return std::move(known).error();
  if (!head->exists) return std::vector<LedgerRow>();
  return work.backend.read_rows(work.run);
}

Error stopped_waiting() {
  return Error{.code = ErrorCode::cancelled, .message = "cancelled while migrations were pending"};
}

Result<Plan> wait_for_plan(Work& work, std::chrono::milliseconds limit) {
  const Cancellation* const cancellation = work.run.options.cancellation;
  Waiter waiter(limit, work.run.observer, cancellation);
  for (;;) {
    auto decision = decide(work);
    if (!decision) return std::move(decision).error();
    const bool done = decision->plan.pending.empty();
    if (done || !waiter.wait(Holder{})) {
      const bool cancelled = !done && cancellation != nullptr && cancellation->requested();
      if (cancelled) return stopped_waiting();
      return std::move(decision->plan);
    }
  }
}

}  // namespace

Result<std::vector<Entry>> Migrator::status() {
  if (auto valid = check_input(database_, set_, options_); !valid) return std::move(valid).error();
  Observer silent;
  Work work = make_work(database_, set_, options_, silent);
  auto rows = read_rows(work);
  if (!rows) return std::move(rows).error();
  return list_entries(set_, rows.value());
}

Result<Verification> Migrator::verify() {
  if (auto valid = check_input(database_, set_, options_); !valid) return std::move(valid).error();
  Observer silent;
  Work work = make_work(database_, set_, options_, silent);
  auto rows = read_rows(work);
  if (!rows) return std::move(rows).error();
  Verification verification = verify_rows(set_, rows.value());
  auto fits = check_newer(verification.unknown, options_.exact);
  if (!fits) verification.differences.push_back(std::move(fits).error());
  return verification;
}

Result<std::vector<HistoryLine>> Migrator::history() {
  if (auto valid = check_input(database_, set_, options_); !valid) return std::move(valid).error();
  Observer silent;
  Work work = make_work(database_, set_, options_, silent);
  auto head = work.backend.read_head(work.run);
  if (!head) return std::move(head).error();
  if (!head->exists) return std::vector<HistoryLine>();
  return work.backend.read_history(work.run);
}

Result<Plan> Migrator::wait(std::chrono::milliseconds limit, Observer* observer) {
  if (auto valid = check_input(database_, set_, options_); !valid) return std::move(valid).error();
  Observer silent;
  Work work = make_work(database_, set_, options_, observer != nullptr ? *observer : silent);
  return wait_for_plan(work, limit);
}

}  // namespace migc
