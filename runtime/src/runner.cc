#include "migc/runner.h"

#include <cstdio>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "interrupt.h"
#include "report.h"
#include "text.h"
#include "work.h"

namespace migc {
namespace {

constexpr int kDone = 0;
constexpr int kUsage = 2;
constexpr int kPending = 3;

constexpr const char* kHelp =
    "usage: PROGRAM [VERB]\n"
    "  status            every migration and what became of it\n"
    "  plan [--check]    what apply would do; --check: exit status 3 if it is anything\n"
    "  apply [--retry]   bring the database up to date (also without a verb); --retry: also try\n"
    "                    a statement again that failed outside a transaction\n"
    "  baseline VERSION  record migrations up to VERSION as applied, without running any;\n"
    "                    0 records none and only makes the ledger\n"
    "  help              this text\n"
    "exit status: 0 done, 1 a migration failed and left nothing, 2 usage, 3 pending,\n"
    "  4 history differs, 5 busy, 6 stopped midway and resumable, 7 needs a person,\n"
    "  8 unreachable\n";

struct Call {
  std::vector<std::string_view> arguments;  // behind the verb
  Database& database;
  const MigrationSet& set;
  Options options;
};

void print(const std::string& text) {
  std::fputs(text.c_str(), stdout);
}

// A line at a time, at once: a deploy log is read while it grows.
void print_line(const std::string& line) {
  print(line + "\n");
  std::fflush(stdout);
}

int report(const Error& error) {
  std::fputs((describe(error) + "\n").c_str(), stderr);
  return exit_status(error);
}

int misused(std::string_view complaint) {
  std::fputs(concat("error: ", complaint, "\n", kHelp).c_str(), stderr);
  return kUsage;
}

// Says what happens, and while waiting not more often than every five seconds.
class Progress final : public Observer {
 public:
  void waiting(std::chrono::milliseconds so_far, const Holder& holder) override {
    constexpr std::chrono::seconds interval(5);
    if (last_said_ && so_far - *last_said_ < interval && so_far >= *last_said_) return;
    last_said_ = so_far;
    print_line(holder_report(holder));
  }
  void retrying(const Migration& /*migration*/, const Statement& /*statement*/,
                std::chrono::milliseconds so_far, std::span<const Holder> holders) override {
    print_line(concat("a table is locked; asking again after ", duration_text(so_far)));
    for (const Holder& holder : holders) print_line(holder_report(holder));
  }
  void started(const Migration& migration) override {
    print_line(concat("applying ", printable(title(migration))));
  }
  void finished(const Migration& migration, std::chrono::milliseconds took) override {
    print_line(concat("applied  ", printable(title(migration)), " in ", duration_text(took)));
  }

 private:
  std::optional<std::chrono::milliseconds> last_said_;
};

Result<std::vector<LedgerRow>> read_ledger(Call& call) {
  Observer silent;
  const Work work = make_work(call.database, call.set, call.options, silent);
  auto head = work.backend.read_head(work.run);
  if (!head) return std::move(head).error();
  if (!head->exists) return std::vector<LedgerRow>();
  return work.backend.read_rows(work.run);
}

int status(Call& call) {
  if (!call.arguments.empty()) return misused("status takes no arguments");
  const auto rows = read_ledger(call);
  if (!rows) return report(rows.error());
  print(status_report(call.set, rows.value()));
  const auto plan = Migrator(call.database, call.set, call.options).plan();
  if (!plan) return report(plan.error());
  return kDone;
}

int plan(Call& call) {
  const bool check = call.arguments.size() == 1 && call.arguments[0] == "--check";
  if (!check && !call.arguments.empty()) return misused("plan takes --check or nothing");
  const auto planned = Migrator(call.database, call.set, call.options).plan();
  if (!planned) return report(planned.error());
  print(plan_report(call.set, planned.value()));
  return check && !planned->pending.empty() ? kPending : kDone;
}

int apply(Call& call) {
  call.options.retry_failed = call.arguments.size() == 1 && call.arguments[0] == "--retry";
  if (!call.arguments.empty() && !call.options.retry_failed) {
    return misused("apply takes --retry or nothing");
  }
  Progress progress;
  const InterruptScope interrupt;
  call.options.cancellation = &interrupt.cancellation();
  const auto done = Migrator(call.database, call.set, call.options).apply(&progress);
  if (!done) return report(done.error());
  print(summary_report(call.set, done.value(), "applied"));
  return kDone;
}

int baseline(Call& call) {
  if (call.arguments.size() != 1) return misused("baseline takes one VERSION");
  Progress progress;
  Migrator migrator(call.database, call.set, call.options);
  const auto done = migrator.baseline(call.arguments[0], &progress);
  if (!done) return report(done.error());
  print(summary_report(call.set, done.value(), "recorded as applied"));
  return kDone;
}

int help(Call& /*call*/) {
  print(kHelp);
  return kDone;
}

struct Verb {
  std::string_view name;
  int (*run)(Call& call);
};

constexpr Verb kVerbs[] = {
    {"status", status}, {"plan", plan},   {"apply", apply}, {"baseline", baseline},
    {"help", help},     {"--help", help}, {"-h", help}};

}  // namespace

int run(int argc, const char* const* argv, Database& database, const MigrationSet& set,
        Options options) {
  const std::string_view wanted = argc > 1 ? argv[1] : "apply";
  Call call{{}, database, set, std::move(options)};
  for (int i = 2; i < argc; ++i) call.arguments.emplace_back(argv[i]);
  for (const Verb& verb : kVerbs) {
    if (verb.name == wanted) return verb.run(call);
  }
  return misused(concat("there is no verb ", printable(wanted)));
}

}  // namespace migc
