#include <algorithm>

#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/foreign_keys.h"
#include "compiler/rules/known.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void report_relation(const Context& cx, const QualifiedName& name, const char* kind,
                     Findings& out) {
  if (!is_missing_relation(cx, name)) return;
  RuleFinding& finding =
      out.add(cx.place(name), std::string(kind) + " " + quoted(name.name) + " does not exist here" +
                                  suggest_relation(cx, name.name));
  finding.help_with(
      "name what an earlier statement made; or, when it was made outside the migrations: history = "
      "\"partial\" in migc.toml");
  if (const auto dropped = cx.model().dropped_at(name))
    finding.note(*dropped, quoted(name.name) + " was dropped");
}

void report_column(const Context& cx, const Table* table, const std::string& column, Span place,
                   Findings& out) {
  if (!table || !cx.complete_history() || !is_missing_column(*table, column)) return;
  out.add(place, "column " + quoted(column) + " of table " + quoted(table->name) +
                     " does not exist here" + suggest_column(*table, column))
      .help_with("name a column that the table has at this point")
      .note_created(table);
}

// Columns and constraints that earlier sub-commands of the statement make.
struct Made {
  std::vector<std::string> columns;
  std::vector<std::string> constraints;
};

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

template <class T>
const std::string* column_of(const Alteration& alteration) {
  const auto* change = std::get_if<T>(&alteration);
  return change ? &change->column : nullptr;
}

// The column that a sub-command needs; null when it needs none, or none for sure.
const std::string* needed_column(const Alteration& alteration) {
  if (const auto* drop = std::get_if<DropColumn>(&alteration))
    return drop->if_exists ? nullptr : &drop->column;
  for (const std::string* column :
       {column_of<AlterColumnType>(alteration), column_of<SetDefault>(alteration),
        column_of<DropDefault>(alteration), column_of<SetNotNull>(alteration),
        column_of<DropNotNull>(alteration), column_of<AddIdentity>(alteration)})
    if (column) return column;
  return nullptr;
}

void check_constraint(const Context& cx, const Table* table, const AlterTableCommand& command,
                      const Made& made, Findings& out) {
  const auto* drop = std::get_if<DropConstraint>(&command.alteration);
  const auto* validate = std::get_if<ValidateConstraint>(&command.alteration);
  const std::string* name = drop && !drop->if_exists ? &drop->name
                            : validate               ? &validate->name
                                                     : nullptr;
  if (!name || !table || !cx.complete_history() || !table->uncertain.empty()) return;
  if (table->constraint(*name) || has(made.constraints, *name)) return;
  std::vector<std::string_view> names;
  for (const Constraint& constraint : table->constraints) names.push_back(constraint.name);
  out.add(command.target, "constraint " + quoted(*name) + " of table " + quoted(table->name) +
                              " does not exist here" + suggestion(*name, names))
      .help_with("name a constraint that the table has at this point")
      .note_created(table);
}

void check_alter(const Context& cx, const AlterTable& alter, Findings& out) {
  if (alter.relation != RelationKind::table) return;
  if (!alter.if_exists) report_relation(cx, alter.table, "table", out);
  const Table* table = cx.model().find_table(alter.table);
  Made made;
  for (const AlterTableCommand& command : alter.commands) {
    if (const auto* add = std::get_if<AddColumn>(&command.alteration))
      made.columns.push_back(add->column.name);
    if (const auto* add = std::get_if<AddConstraint>(&command.alteration))
      made.constraints.push_back(add->constraint.name);
    const std::string* column = needed_column(command.alteration);
    if (column && !has(made.columns, *column))
      report_column(cx, table, *column, command.target, out);
    check_constraint(cx, table, command, made, out);
  }
}

void check_foreign_keys(const Context& cx, Findings& out) {
  for (const NewForeignKey& made : new_foreign_keys(cx)) {
    const QualifiedName& referenced = *made.key.referenced_table;
    if (const auto* create = cx.as<CreateTable>(); create && create->table.name == referenced.name)
      continue;
    report_relation(cx, referenced, "table", out);
    for (const std::string& column : made.key.referenced_columns)
      report_column(cx, cx.model().find_table(referenced), column, cx.place(referenced), out);
  }
}

void check_rows(const Context& cx, const ChangeRows& rows, Findings& out) {
  for (const QualifiedName& name : rows.tables) {
    report_relation(cx, name, "table", out);
    if (rows.change == RowChange::insert || rows.change == RowChange::update)
      for (const std::string& column : rows.columns)
        if (!column.empty())
          report_column(cx, cx.model().find_table(name), column, cx.place(name), out);
  }
}

void check_index(const Context& cx, const CreateIndex& index, Findings& out) {
  report_relation(cx, index.table, "table", out);
  for (const IndexKey& key : index.keys)
    if (!key.column.empty())
      report_column(cx, cx.model().find_table(index.table), key.column, cx.place(index.table), out);
}

const char* relation_words(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::table:
      return "table";
    case ObjectKind::view:
      return "view";
    case ObjectKind::index:
      return "index";
    case ObjectKind::sequence:
      return "sequence";
    case ObjectKind::materialized_view:
      return "materialized view";
    default:
      return nullptr;
  }
}

void check(const Context& cx, Findings& out) {
  if (const auto* alter = cx.as<AlterTable>()) check_alter(cx, *alter, out);
  if (const auto* rows = cx.as<ChangeRows>()) check_rows(cx, *rows, out);
  if (const auto* index = cx.as<CreateIndex>()) check_index(cx, *index, out);
  if (const auto* trigger = cx.as<CreateTrigger>())
    report_relation(cx, trigger->table, "table", out);
  if (const auto* drop = cx.as<Drop>(); drop && !drop->if_exists && relation_words(drop->kind))
    for (const ObjectName& object : drop->objects)
      report_relation(cx, object.name, relation_words(drop->kind), out);
  if (const auto* rename = cx.as<Rename>(); rename && !rename->if_exists) {
    const bool column = rename->object.kind == ObjectKind::column;
    if (column || relation_words(rename->object.kind))
      report_relation(cx, rename->object.name,
                      column ? "table" : relation_words(rename->object.kind), out);
    if (column)
      report_column(cx, cx.model().find_table(rename->object.name), rename->object.part,
                    rename->target, out);
  }
  check_foreign_keys(cx, out);
}

constexpr Example kExamples[] = {{
                                     .title = "A column that was renamed",
                                     .bad = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, email text);
-- file: 0002_index.sql
CREATE INDEX CONCURRENTLY accounts_mail ON accounts (mail);  -- expect: unknown-object
)sql",
                                     .good = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, email text);
-- file: 0002_index.sql
CREATE INDEX CONCURRENTLY accounts_email ON accounts (email);
)sql",
                                 },
                                 {
                                     .title = "A table of another name",
                                     .bad = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY);
-- file: 0002_email.sql
ALTER TABLE acounts ADD COLUMN email text;  -- expect: unknown-object
)sql",
                                     .good = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY);
-- file: 0002_email.sql
ALTER TABLE accounts ADD COLUMN email text;
DO $$ BEGIN
  ALTER TABLE accounts DROP CONSTRAINT odd;
EXCEPTION WHEN undefined_object THEN NULL;
END $$;
)sql",
                                 }};

}  // namespace

extern constexpr Rule rule_unknown_object = checked({
    .id = "unknown-object",
    .summary = "A table, column, constraint or index that does not exist at that point",
    .rationale =
        "The statement fails when it runs, on every database that the migrations made. migc knows "
        "what the earlier migrations left, so the build can say it, and what was probably meant.",
    .remedy = "Name what is there. If it was made outside the migrations: history = \"partial\" in "
              "migc.toml.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
