#include <algorithm>

#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

template <class... Kinds>
bool has(const AlterTable& alter) {
  return std::any_of(alter.commands.begin(), alter.commands.end(), [](const auto& command) {
    return (std::holds_alternative<Kinds>(command.alteration) || ...);
  });
}

// They let more programs through than others, or are refused beside others.
bool stays_alone(const AlterTable& alter) {
  return has<ValidateConstraint, AttachPartition, DetachPartition>(alter);
}

// SET NOT NULL reads the table when the CHECK that it counts on goes with it.
bool brings_scan(const AlterTable& a, const AlterTable& b) {
  return (has<SetNotNull>(a) && has<DropConstraint>(b)) ||
         (has<DropConstraint>(a) && has<SetNotNull>(b));
}

// PostgreSQL drops first, whatever the order of the text.
bool drops_what_it_adds(const AlterTable& before, const AlterTable& alter) {
  return std::any_of(before.commands.begin(), before.commands.end(), [&](const auto& command) {
    const auto* column = std::get_if<AddColumn>(&command.alteration);
    const auto* constraint = std::get_if<AddConstraint>(&command.alteration);
    if (!column) return constraint && drops(alter, constraint->constraint.name);
    const auto& inner = column->column.constraints;
    return drops(alter, column->column.name) ||
           std::any_of(inner.begin(), inner.end(),
                       [&](const auto& each) { return drops(alter, each.name); });
  });
}

bool is_same_table(const Context& cx, const QualifiedName& a, const QualifiedName& b) {
  if (a.schema == b.schema) return a.name == b.name;
  const Table* known = cx.model().find_table(a);
  return known && known == cx.model().find_table(b);
}

bool can_be_one(const Context& cx, const AlterTable& before, const AlterTable& alter) {
  return is_same_table(cx, before.table, alter.table) && before.only == alter.only &&
         !stays_alone(before) && !stays_alone(alter) && !brings_scan(before, alter) &&
         !drops_what_it_adds(before, alter);
}

void check(const Context& cx, Findings& out) {
  const auto* alter = cx.as<AlterTable>();
  if (!alter || alter->relation != RelationKind::table || !cx.in_use(alter->table)) return;
  const auto* before = cx.earlier().empty() ? nullptr : as<AlterTable>(cx.earlier().back());
  if (!before || !can_be_one(cx, *before, *alter)) return;
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
