#include "migc/runner.h"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runner/arguments.h"
#include "runner/call.h"
#include "runner/verbs.h"
#include "text.h"
#include "waiter.h"

namespace migc {
namespace {

using runner::Arguments;
using runner::Call;
using runner::Flag;
using runner::Syntax;

constexpr const char* kHelp =
    "usage: PROGRAM [VERB] [OPTION]...\n"
    "  status              every migration and what became of it\n"
    "  plan [--check]      what apply would do; --check: exit status 3 if it is anything\n"
    "  apply [--retry]     bring the database up to date (also without a verb); --retry: also\n"
    "                      try a statement again that failed outside a transaction\n"
    "  apply --dry-run     print the SQL that would run\n"
    "  apply --rehearse [--confirm]\n"
    "                      run it in a transaction and roll that back, as far as that goes\n"
    "  rollback [--steps N | --to VERSION | --batch] [--dry-run] [--confirm]\n"
    "                      take back the last migration, the last N, those behind VERSION\n"
    "                      (0: all), or what the last run applied\n"
    "  redo [as rollback]  take back and apply again; in development only\n"
    "  reset               the same with everything\n"
    "  baseline VERSION [--extend]\n"
    "                      record migrations up to VERSION as applied, without running any;\n"
    "                      0 records none and only makes the ledger; --extend: it holds some\n"
    "  repair              take over digests where only comments or blank space were edited\n"
    "  repair --done VERSION | --forget VERSION [--confirm]\n"
    "                      the last migration was finished by hand, or nothing of it is there\n"
    "  verify              compare every row of the ledger with this program's migrations\n"
    "  history             what ever happened: when, to which migration, by whom\n"
    "  drift               what changed in the catalog by other hands; exit status 4 if anything\n"
    "  wait [--limit 60s]  until nothing is pending; exit status 3 if it takes longer\n"
    "  manifest            what this program contains; needs no database\n"
    "  help                this text\n"
    "every verb:\n"
    "  --json              print one JSON document\n"
    "  --log json          tell what happens as lines of JSON on stderr\n"
    "  --exact             refuse a database that a newer program has migrated\n"
    "  --database WHERE    a connection URI, or a file of SQLite\n"
    "exit status: 0 done, 1 a migration failed and left nothing, 2 usage, 3 pending,\n"
    "  4 history differs, 5 busy, 6 stopped midway and resumable, 7 needs a person,\n"
    "  8 unreachable\n";

int help(Call& /*call*/) {
  runner::print(kHelp);
  return runner::kDone;
}

struct Verb {
  Syntax syntax;
  int (*run)(Call& call);
  bool offline = false;  // needs no database
};

std::vector<Verb> all_verbs() {
  return {
      {{"status", "status"}, runner::status},
      {{"plan", "plan [--check]", 0, 0, {{"--check"}}}, runner::plan},
      {{"apply",
        "apply [--retry | --dry-run | --rehearse [--confirm]]",
        0,
        0,
        {{"--retry"}, {"--dry-run"}, {"--rehearse"}, {"--confirm"}}},
       runner::apply},
      {{"rollback",
        "rollback [--steps N | --to VERSION | --batch] [--dry-run] [--confirm]",
        0,
        0,
        {{"--steps", true}, {"--to", true}, {"--batch"}, {"--dry-run"}, {"--confirm"}}},
       runner::rollback},
      {{"redo",
        "redo [--steps N | --to VERSION | --batch] [--confirm]",
        0,
        0,
        {{"--steps", true}, {"--to", true}, {"--batch"}, {"--confirm"}}},
       runner::redo},
      {{"reset", "reset [--confirm]", 0, 0, {{"--confirm"}}}, runner::reset},
      {{"baseline", "baseline VERSION [--extend]", 1, 1, {{"--extend"}}}, runner::baseline},
      {{"repair",
        "repair [--done VERSION | --forget VERSION [--confirm]]",
        0,
        0,
        {{"--done", true}, {"--forget", true}, {"--confirm"}}},
       runner::repair},
      {{"verify", "verify"}, runner::verify},
      {{"history", "history"}, runner::history},
      {{"drift", "drift"}, runner::drift},
      {{"wait", "wait [--limit 60s]", 0, 0, {{"--limit", true}}}, runner::wait},
      {{"manifest", "manifest"}, runner::manifest, true},
      {{"help", "help"}, help, true},
  };
}

const Flag kCommonFlags[] = {{"--json"},           {"--log", true}, {"--exact"},
                             {"--database", true}, {"--help"},      {"-h"}};

int refuse(std::string_view complaint) {
  runner::complain(concat("error: ", complaint, "\n", kHelp));
  return runner::kUsage;
}

// `wait` is for a program that may start before its database does.
Result<std::unique_ptr<Database>> open_database(const Arguments& arguments,
                                                const OpenDatabase& open) {
  const std::string_view where = arguments.value("--database").value_or("");
  auto limit = std::chrono::milliseconds(0);
  if (arguments.syntax().verb == "wait") {
    limit = runner::parse_duration(arguments.value("--limit").value_or("60s")).value_or(limit);
  }
  Observer silent;
  Waiter waiter(limit, silent);
  for (;;) {
    auto database = open(where);
    const bool may_help = !database && database.error().retryable;
    if (!may_help || !waiter.wait(Holder{})) return database;
  }
}

int run_verb(const Verb& verb, Call& call, const OpenDatabase& open) {
  if (verb.offline) return verb.run(call);
  auto database = open_database(call.arguments, open);
  if (!database) return runner::report(call, database.error());
  call.database = database.value().get();
  return verb.run(call);
}

// Lends out a database that somebody else owns.
class Borrowed final : public Database {
 public:
  explicit Borrowed(Database& database) : database_(database) {}
  Dialect dialect() const override { return database_.dialect(); }
  Backend& backend() override { return database_.backend(); }

 private:
  Database& database_;
};

}  // namespace

int run(int argc, const char* const* argv, const OpenDatabase& open, const MigrationSet& set,
        Options options) {
  const std::vector<Verb> verbs = all_verbs();
  std::vector<Syntax> syntaxes;
  syntaxes.reserve(verbs.size());
  for (const Verb& verb : verbs) syntaxes.push_back(verb.syntax);
  const std::vector<const char*> words(argv + std::min(argc, 1), argv + argc);
  const auto arguments = Arguments::parse(words, kCommonFlags, syntaxes, "apply");
  if (!arguments) return refuse(arguments.error());
  Call call{arguments.value(), set, std::move(options)};
  call.json = arguments->has("--json");
  const auto log = arguments->value("--log");
  if (log && *log != "json") return runner::misused(call, "--log takes json");
  call.log = log.has_value();
  call.options.exact = call.options.exact || arguments->has("--exact");
  if (arguments->has("--help") || arguments->has("-h")) return help(call);
  const auto verb = std::find_if(verbs.begin(), verbs.end(), [&](const Verb& candidate) {
    return candidate.syntax.verb == arguments->syntax().verb;
  });
  return run_verb(*verb, call, open);
}

int run(int argc, const char* const* argv, Database& database, const MigrationSet& set,
        Options options) {
  const OpenDatabase lend = [&](std::string_view where) -> Result<std::unique_ptr<Database>> {
    if (where.empty()) return std::unique_ptr<Database>(std::make_unique<Borrowed>(database));
    return Error{.code = ErrorCode::usage,
                 .message = "this program chooses its database itself",
                 .help = "leave --database out"};
  };
  return run(argc, argv, lend, set, std::move(options));
}

}  // namespace migc
