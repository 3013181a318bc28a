// The verbs that change nothing.
#include "json_report.h"
#include "migc/runner.h"
#include "report.h"
#include "runner/progress.h"
#include "runner/verbs.h"
#include "text.h"

namespace migc::runner {

int status(Call& call) {
  Migrator migrator = call.migrator();
  const auto entries = migrator.status();
  if (!entries) return report(call, entries.error());
  const auto plan = migrator.plan();
  const Error* const difference = plan ? nullptr : &plan.error();
  if (call.json) {
    print_line(status_json(call.set, entries.value(), difference));
    return difference != nullptr ? exit_status(*difference) : kDone;
  }
  print(status_report(call.set, entries.value()));
  return difference != nullptr ? report(call, *difference) : kDone;
}

int plan(Call& call) {
  const auto planned = call.migrator().plan();
  if (!planned) return report(call, planned.error());
  if (call.json) {
    print_line(plan_json(call.set, planned.value()));
  } else {
    print(plan_report(call.set, planned.value()));
  }
  return call.arguments.has("--check") && !planned->pending.empty() ? kPending : kDone;
}

int verify(Call& call) {
  const auto verified = call.migrator().verify();
  if (!verified) return report(call, verified.error());
  if (call.json) {
    print_line(verification_json(call.set, verified.value()));
  } else {
    print(verification_report(call.set, verified.value()));
    for (const Error& difference : verified->differences) complain(describe(difference));
  }
  return verified->agrees() ? kDone : exit_status(verified->differences.front());
}

int history(Call& call) {
  const auto lines = call.migrator().history();
  if (!lines) return report(call, lines.error());
  if (call.json) {
    print_line(history_json(call.set, lines.value()));
  } else {
    print(history_report(call.set, lines.value()));
  }
  return kDone;
}

int drift(Call& call) {
  const auto drift = call.migrator().drift();
  if (!drift) return report(call, drift.error());
  if (call.json) {
    print_line(drift_json(call.set, drift.value()));
  } else {
    print(drift_report(call.set, drift.value()));
  }
  return drift->changes.empty() ? kDone : kDiffers;
}

int wait(Call& call) {
  const auto limit = parse_duration(call.arguments.value("--limit").value_or("60s"));
  if (!limit) return misused(call, "--limit takes a duration such as 90s or 5min");
  Progress progress(call);
  const auto plan = call.migrator().wait(*limit, &progress);
  if (!plan) return report(call, plan.error());
  if (call.json) {
    print_line(plan_json(call.set, plan.value()));
  } else {
    print(plan_report(call.set, plan.value()));
  }
  return plan->pending.empty() ? kDone : kPending;
}

int manifest(Call& call) {
  if (call.json) {
    print_line(manifest_json(call.set));
  } else {
    print(manifest_report(call.set));
  }
  return kDone;
}

}  // namespace migc::runner
