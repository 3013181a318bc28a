#include <algorithm>

#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool stays_apart(const AlterTable& alter) {
  return std::any_of(alter.commands.begin(), alter.commands.end(),
                     [](const AlterTableCommand& command) {
                       return std::holds_alternative<ValidateConstraint>(command.alteration) ||
                              std::holds_alternative<SetNotNull>(command.alteration) ||
                              std::holds_alternative<DropConstraint>(command.alteration) ||
                              std::holds_alternative<AttachPartition>(command.alteration) ||
                              std::holds_alternative<DetachPartition>(command.alteration);
                     });
}

void check(const Context& cx, Findings& out) {
  const auto* alter = cx.as<AlterTable>();
  if (!alter || alter->relation != RelationKind::table || stays_apart(*alter) ||
      !cx.in_use(alter->table))
    return;
  if (cx.earlier().empty()) return;
  const auto* before = as<AlterTable>(cx.earlier().back());
  if (!before || before->table.name != alter->table.name ||
      before->table.schema != alter->table.schema)
    return;
  if (stays_apart(*before) || before->only != alter->only) return;
  out.add(cx.place(alter->table),
          "table " + quoted(alter->table.name) +
              " is locked, and read where need be, once more than necessary")
      .help_with(
          "append this statement's sub-commands to the ALTER TABLE before it, separated by a comma")
      .note_created(cx.model().find_table(alter->table));
}

constexpr Example kExamples[] = {{
    .title = "Two columns",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0002_columns.sql
ALTER TABLE orders ADD COLUMN note text;
ALTER TABLE orders ADD COLUMN gift boolean;  -- expect: multiple-alter-table
)sql",
    .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0002_columns.sql
ALTER TABLE orders ADD COLUMN note text, ADD COLUMN gift boolean;
)sql",
}};

}  // namespace

extern constexpr Rule rule_multiple_alter_table = checked({
    .id = "multiple-alter-table",
    .level = Level::off,
    .summary = "Two ALTER TABLE of one table in use where one would do",
    .rationale = "Each ALTER TABLE waits for its lock by itself, and where both read or rewrite "
                 "the table, it happens twice.",
    .remedy = "Put the sub-commands into one ALTER TABLE, separated by commas. Not VALIDATE, and "
              "not the drop of a CHECK that SET NOT NULL counts on: those have to stay apart.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
