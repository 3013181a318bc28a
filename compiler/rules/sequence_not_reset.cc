#include <algorithm>

#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool is_reset(const Context& cx, const std::string& table) {
  return std::any_of(cx.later().begin(), cx.later().end(), [&](const Statement& statement) {
    if (as<AlterSequence>(statement)) return true;
    const auto* query = as<RunQuery>(statement);
    if (query && std::find(query->functions.begin(), query->functions.end(), "setval") !=
                     query->functions.end())
      return true;
    const auto* alter = as<AlterTable>(statement);
    return alter && alter->table.name == table &&
           std::any_of(alter->commands.begin(), alter->commands.end(),
                       [](const AlterTableCommand& command) {
                         return std::holds_alternative<SetIdentity>(command.alteration);
                       });
  });
}

bool numbers_itself(const Column& column) {
  if (column.identity != Identity::none) return true;
  return column.default_value && column.default_value->sql.find("nextval") != std::string::npos;
}

void check(const Context& cx, Findings& out) {
  const auto* rows = cx.as<ChangeRows>();
  if (!rows || rows->change != RowChange::insert || rows->tables.empty()) return;
  const Table* table = cx.model().find_table(rows->tables.front());
  if (!table || is_reset(cx, table->name)) return;
  for (const std::string& name : rows->columns) {
    const Column* column = table->column(name);
    if (!column || !numbers_itself(*column)) continue;
    out.add(cx.place(rows->tables.front()), "the sequence of column " + quoted(name) +
                                                " of table " + quoted(table->name) +
                                                " gives out these numbers once more")
        .help_with("leave " + sql_name(name) +
                   " out, or after it: SELECT setval(pg_get_serial_sequence('" + table->name +
                   "', '" + name + "'), (SELECT max(" + sql_name(name) + ") FROM " +
                   sql_name(rows->tables.front()) + "));")
        .note_created(table);
  }
}

constexpr Example kExamples[] = {{
    .title = "First rows with numbers",
    .bad = R"sql(
CREATE TABLE plans (id bigserial PRIMARY KEY, name text);
INSERT INTO plans (id, name) VALUES (1, 'free'), (2, 'trial');  -- expect: sequence-not-reset
)sql",
    .good = R"sql(
CREATE TABLE plans (id bigserial PRIMARY KEY, name text);
INSERT INTO plans (name) VALUES ('free'), ('trial');
)sql",
}};

}  // namespace

extern constexpr Rule rule_sequence_not_reset = checked({
    .id = "sequence-not-reset",
    .level = Level::off,
    .summary = "Rows with explicit numbers in a column that numbers its rows itself",
    .rationale = "The sequence behind the column does not notice. It gives out the same numbers "
                 "once more, and the program's next INSERT fails with a duplicate key.",
    .remedy = "Leave the column out, or set the sequence after the last row: SELECT setval(…).",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
