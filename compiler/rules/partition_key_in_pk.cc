#include <algorithm>

#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

struct Key {
  const QualifiedName& table;
  const ConstraintDefinition& constraint;
};

bool is_unique(const ConstraintDefinition& constraint) {
  return constraint.kind == ConstraintKind::primary_key ||
         constraint.kind == ConstraintKind::unique;
}

void report_missing(const Context& cx, const Key& key,
                    const std::vector<std::string>& partition_columns, Findings& out) {
  const auto& columns = key.constraint.columns;
  for (const std::string& wanted : partition_columns) {
    if (columns.empty() || std::find(columns.begin(), columns.end(), wanted) != columns.end())
      continue;
    out.add(key.constraint.span, "the statement fails: a key of partitioned table " +
                                     quoted(key.table.name) + " must contain column " +
                                     quoted(wanted) + ", which chooses the partition")
        .help_with("add " + sql_name(wanted) + " to the columns of the key")
        .note_created(cx.model().find_table(key.table));
    return;
  }
}

void check(const Context& cx, Findings& out) {
  if (const auto* create = cx.as<CreateTable>(); create && create->partition_key) {
    for (const ConstraintDefinition& constraint : create->constraints)
      if (is_unique(constraint))
        report_missing(cx, {create->table, constraint}, create->partition_columns, out);
    for (const ColumnDefinition* column : create->columns())
      for (const ConstraintDefinition& constraint : column->constraints)
        if (is_unique(constraint))
          report_missing(cx, {create->table, constraint}, create->partition_columns, out);
  }
  for (const auto& added : alterations<AddConstraint>(cx)) {
    if (!added.table || !added.table->partitioned() || !is_unique(added.change.constraint))
      continue;
    std::vector<std::string> names;
    for (const ColumnNumber number : added.table->partition_columns)
      if (const Column* column = added.table->column(number)) names.push_back(column->name);
    report_missing(cx, {added.alter.table, added.change.constraint}, names, out);
  }
}

constexpr Example kExamples[] = {{
    .title = "An identifier alone is not enough",
    .bad = R"sql(
CREATE TABLE events (id bigint PRIMARY KEY, at date NOT NULL) PARTITION BY RANGE (at);  -- expect: partition-key-in-pk
)sql",
    .good = R"sql(
CREATE TABLE events (id bigint, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
)sql",
}};

}  // namespace

extern constexpr Rule rule_partition_key_in_pk = checked({
    .id = "partition-key-in-pk",
    .summary = "A unique or primary key of a partitioned table that leaves out the partition key",
    .rationale =
        "The statement fails when it runs: each partition can only see to its own rows, so a key "
        "that must be unique has to contain all columns that choose the partition.",
    .remedy = "Add the partition key's columns to the key, or give each partition a unique index "
              "of its own, which holds there only.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
