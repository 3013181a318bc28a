#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool is_in_use(const Context& cx, const AlterTable& alter) {
  if (alter.relation != RelationKind::index) return cx.in_use(alter.table);
  const Table* table = cx.model().find_index(alter.table).first;
  return !table || cx.in_use(*table);
}

void check(const Context& cx, Findings& out) {
  const auto* alter = cx.as<AlterTable>();
  if (!alter || !is_in_use(cx, *alter)) return;
  const bool is_index = alter->relation == RelationKind::index;
  const std::string what = (is_index ? "index " : "table ") + quoted(alter->table.name);
  for (const AlterTableCommand& command : alter->commands) {
    const auto* set = std::get_if<SetTablespace>(&command.alteration);
    if (!set) continue;
    out.add(command.span,
            "moving " + what + " copies all of it while it blocks every reader and writer")
        .help_with(is_index
                       ? "in a migration of its own: REINDEX (CONCURRENTLY, TABLESPACE " +
                             sql_name(set->tablespace) + ") INDEX " + sql_name(alter->table) + ";"
                       : "move it with pg_repack --tablespace=" + set->tablespace +
                             ", or copy the rows in batches into a new table and switch")
        .note_created(cx.model().find_table(alter->table));
  }
}

constexpr Example kExamples[] = {{
    .title = "A table moves to a faster disk",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0002_move.sql
ALTER TABLE orders SET TABLESPACE fast;  -- expect: set-tablespace
)sql",
    .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY) TABLESPACE fast;
)sql",
}};

}  // namespace

extern constexpr Rule rule_set_tablespace = checked({
    .id = "set-tablespace",
    .summary = "Moving a table or index in use to another tablespace",
    .rationale = "PostgreSQL copies all of it under ACCESS EXCLUSIVE: until the copy ends, nobody "
                 "reads or writes the table.",
    .remedy = "For an index, build it anew in the other tablespace, CONCURRENTLY. For a table, use "
              "pg_repack, or copy the rows in batches into a new table and switch.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
