#include "compare_schemas.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "compiler/base/line_index.h"
#include "compiler/lint/migration.h"
#include "compiler/schema/dump.h"
#include "compiler/schema/model.h"
#include "compiler/schema/render.h"
#include "compiler/sql/parse.h"
#include "scratch_database.h"

namespace migc::testing {
namespace {

using compiler::ParsedMigration;
using compiler::Statement;

bool has_transaction_control(const compiler::Script& script) {
  return std::any_of(script.statements.begin(), script.statements.end(), [](const Statement& s) {
    return s.number != 0 && compiler::as<compiler::TransactionControl>(s);
  });
}

RefusedStatement refused(const std::string& path, const std::string& text,
                         const Statement& statement, const std::string& message) {
  return {path, compiler::LineIndex(text).position(statement.span.begin).line,
          text.substr(statement.span.begin, statement.span.end - statement.span.begin), message};
}

// Applies migrations one by one, each in a session of its own.
class Application {
 public:
  explicit Application(ScratchDatabase& database) : database_(database) {}

  std::optional<RefusedStatement> apply(const ParsedMigration& migration) {
    const bool alone = !migration.up.transactional || has_transaction_control(migration.up);
    auto refusal = run(migration, !alone);
    if (refusal && !alone && needs_no_transaction_) refusal = run(migration, false);
    database_.run("COMMIT");  // what the file left open
    database_.reconnect();
    return refusal;
  }

 private:
  std::optional<RefusedStatement> run(const ParsedMigration& migration, bool in_transaction) {
    if (in_transaction) database_.run("BEGIN");
    const std::string& text = migration.source->up.text;
    for (const Statement& statement : migration.up.statements) {
      if (statement.number == 0) continue;
      const auto refusal = database_.run(
          text.substr(statement.span.begin, statement.span.end - statement.span.begin));
      if (!refusal) continue;
      needs_no_transaction_ = is_about_transactions(refusal->sqlstate);
      database_.run("ROLLBACK");
      return refused(migration.source->up.path, text, statement, refusal->message);
    }
    if (in_transaction) database_.run("COMMIT");
    return std::nullopt;
  }

  // A new enum value in use, a procedure that commits, and what only the server
  // knows to refuse in a block.
  static bool is_about_transactions(const std::string& sqlstate) {
    return sqlstate == "55P04" || sqlstate == "2D000" || sqlstate == "25001";
  }

  ScratchDatabase& database_;
  bool needs_no_transaction_ = false;
};

void fill(compiler::Model& model, const std::vector<ParsedMigration>& migrations) {
  for (std::size_t i = 0; i < migrations.size(); ++i) {
    for (const Statement& statement : migrations[i].up.statements)
      model.apply(statement, {i, statement.span.begin});
    model.end_migration();
  }
}

std::vector<Uncertain> uncertain_objects(const compiler::Catalog& catalog) {
  std::vector<Uncertain> out;
  catalog.for_each([&](const compiler::Object& object) {
    if (!object.uncertain.empty())
      out.push_back({compiler::to_sql(catalog, object), object.uncertain});
  });
  return out;
}

// Goes on after a refusal, so that the comparison shows what is missing.
std::vector<RefusedStatement> load(ScratchDatabase& database, const std::string& schema) {
  std::vector<RefusedStatement> out;
  for (const Statement& statement : compiler::parse_postgresql(schema))
    if (const auto refusal = database.run(
            schema.substr(statement.span.begin, statement.span.end - statement.span.begin)))
      out.push_back(refused("the model's schema", schema, statement, refusal->message));
  return out;
}

DumpedObjects finished(Process dump) {
  const Ended ended = dump.wait();
  if (ended.status != 0) throw std::runtime_error("pg_dump failed: " + ended.output);
  return dumped_objects(ended.output);
}

std::string indented(const std::string& text) {
  std::string out = "    ";
  for (const char c : text) {
    out += c;
    if (c == '\n') out += "    ";
  }
  while (!out.empty() && (out.back() == ' ' || out.back() == '\n')) out.pop_back();
  return out + "\n";
}

std::string describe(const RefusedStatement& refused) {
  return refused.file + ":" + std::to_string(refused.line) + ": " + refused.message +
         indented(refused.sql);
}

std::string describe(const Difference& difference) {
  const auto side = [](const char* name, const std::string& text) {
    return std::string("  ") + name + (text.empty() ? ": not there\n" : ":\n" + indented(text));
  };
  return difference.object + "\n" + side("the history", difference.left) +
         side("the model", difference.right);
}

}  // namespace

Verdict compare_schemas(const PostgresServer& server, const compiler::SourceSet& history) {
  Verdict verdict;
  const auto migrations = compiler::parse_set(history);
  ScratchDatabase applied(server);
  Application application(applied);
  for (const ParsedMigration& migration : migrations)
    if ((verdict.history = application.apply(migration))) return verdict;
  Process applied_dump = applied.start_dump();

  compiler::Model model;
  fill(model, migrations);
  verdict.uncertain = uncertain_objects(model.catalog());
  ScratchDatabase printed(server);
  verdict.schema = load(printed, compiler::dump_sql(model.catalog()));
  Process printed_dump = printed.start_dump();

  const DumpedObjects objects = finished(std::move(applied_dump));
  verdict.objects = objects.size();
  verdict.differences = differences(objects, finished(std::move(printed_dump)));
  return verdict;
}

std::string describe(const Verdict& verdict) {
  if (verdict.history) return "the server refuses the history\n" + describe(*verdict.history);
  std::string out;
  for (const RefusedStatement& refused : verdict.schema)
    out += "the server refuses what the model printed\n" + describe(refused);
  for (const Difference& difference : verdict.differences) out += describe(difference);
  return out;
}

}  // namespace migc::testing
