// The verbs that change the database.
#include <utility>

#include "interrupt.h"
#include "json_report.h"
#include "ledger.h"
#include "migc/runner.h"
#include "report.h"
#include "runner/progress.h"
#include "runner/verbs.h"

namespace migc::runner {
namespace {

// A run that tells of itself, and that the first SIGINT or SIGTERM cancels.
class LiveRun {
 public:
  explicit LiveRun(const Call& call) : progress(call), migrator_(attended(call)) {}

  Migrator* operator->() { return &migrator_; }

  Progress progress;

 private:
  Migrator attended(const Call& call) const {
    Options options = call.options;
    options.cancellation = &interrupt_.cancellation();
    return {*call.database, call.set, std::move(options)};
  }

  InterruptScope interrupt_;
  Migrator migrator_;
};

// What a run did, or what it had done before it failed. `done` completes "3 …".
int conclude(const Call& call, const Result<Summary>& result, Progress& progress,
             std::string_view done) {
  const Error* const error = result ? nullptr : &result.error();
  if (error != nullptr) progress.failed(*error);
  if (call.json) {
    const Summary before_failure{.applied = progress.finished_versions()};
    const Summary& summary = result ? result.value() : before_failure;
    print_line(summary_json(call.set, summary, call.arguments.syntax().verb, error));
    return error != nullptr ? exit_status(*error) : kDone;
  }
  if (error != nullptr) return report(call, *error);
  print(summary_report(call.set, result.value(), done));
  return kDone;
}

// How far back; errors are sentences.
Result<Rollback, std::string> read_target(const Arguments& arguments) {
  Rollback rollback;
  const auto to = arguments.value("--to");
  const auto steps = arguments.value("--steps");
  rollback.last_batch = arguments.has("--batch");
  if (to) rollback.to = std::string(*to);
  if ((to ? 1 : 0) + (steps ? 1 : 0) + (rollback.last_batch ? 1 : 0) > 1) {
    return std::string("--steps, --to and --batch exclude each other");
  }
  if (steps) {
    const auto number = parse_number(*steps);
    if (!number || *number == 0) return std::string("--steps takes a number from 1");
    rollback.steps = *number;
  }
  rollback.confirmed = arguments.has("--confirm");
  return rollback;
}

int show_sql(const Call& call) {
  const auto plan = call.migrator().plan();
  if (!plan) return report(call, plan.error());
  if (call.json) {
    print_line(sql_json(call.set, plan.value()));
  } else {
    print(sql_report(plan.value()));
  }
  return kDone;
}

int rehearse(const Call& call) {
  LiveRun run(call);
  const auto rehearsal = run->rehearse(call.arguments.has("--confirm"), &run.progress);
  if (!rehearsal) {
    run.progress.failed(rehearsal.error());
    return report(call, rehearsal.error());
  }
  if (call.json) {
    print_line(rehearsal_json(call.set, rehearsal.value()));
  } else {
    print(rehearsal_report(call.set, rehearsal.value()));
  }
  return kDone;
}

int show(const Call& call, const UndoPlan& plan) {
  if (call.json) {
    print_line(undo_json(call.set, plan));
  } else {
    print(undo_report(call.set, plan));
  }
  return kDone;
}

}  // namespace

int apply(Call& call) {
  const bool dry_run = call.arguments.has("--dry-run");
  const bool rehearsal = call.arguments.has("--rehearse");
  const bool retry = call.arguments.has("--retry");
  if ((dry_run ? 1 : 0) + (rehearsal ? 1 : 0) + (retry ? 1 : 0) > 1) {
    return misused(call, "--dry-run, --rehearse and --retry exclude each other");
  }
  if (dry_run) return show_sql(call);
  if (rehearsal) return rehearse(call);
  call.options.retry_failed = call.options.retry_failed || retry;
  LiveRun run(call);
  return conclude(call, run->apply(&run.progress), run.progress, "applied");
}

int redo(Call& call) {
  const auto target = read_target(call.arguments);
  if (!target) return misused(call, target.error());
  LiveRun run(call);
  return conclude(call, run->redo(target.value(), &run.progress), run.progress, "applied again");
}

int reset(Call& call) {
  LiveRun run(call);
  const Rollback everything{.to = "0", .confirmed = call.arguments.has("--confirm")};
  return conclude(call, run->redo(everything, &run.progress), run.progress, "applied again");
}

int rollback(Call& call) {
  const auto target = read_target(call.arguments);
  if (!target) return misused(call, target.error());
  const auto plan = call.migrator().plan_rollback(target.value());
  if (!plan) return report(call, plan.error());
  if (call.arguments.has("--dry-run")) return show(call, plan.value());
  if (!call.json && !plan->steps.empty()) print_line(undo_report(call.set, plan.value()));
  LiveRun run(call);
  const auto done = run->rollback(target.value(), &run.progress);
  const int status = conclude(call, done, run.progress, "taken back");
  if (status == kDone && !call.json && !done->applied.empty()) {
    print_line("the next start of a program that holds them applies them again");
  }
  return status;
}

int baseline(Call& call) {
  const BaselineOnto onto =
      call.arguments.has("--extend") ? BaselineOnto::any_ledger : BaselineOnto::empty_ledger;
  LiveRun run(call);
  const auto done = run->baseline(call.arguments.operands().front(), onto, &run.progress);
  return conclude(call, done, run.progress, "recorded as applied");
}

int repair(Call& call) {
  const auto done = call.arguments.value("--done");
  const auto forget = call.arguments.value("--forget");
  if (done && forget) return misused(call, "--done and --forget exclude each other");
  LiveRun run(call);
  if (done) {
    const auto settled = run->settle(*done, Settlement::done, false, &run.progress);
    return conclude(call, settled, run.progress, "recorded as applied");
  }
  if (forget) {
    const bool confirmed = call.arguments.has("--confirm");
    const auto settled = run->settle(*forget, Settlement::forget, confirmed, &run.progress);
    return conclude(call, settled, run.progress, "forgotten");
  }
  return conclude(call, run->repair(&run.progress), run.progress, "repaired");
}

}  // namespace migc::runner
