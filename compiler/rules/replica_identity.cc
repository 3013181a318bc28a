#include <algorithm>

#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/source/tokens.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool mentions_key(std::string_view body) {
  const auto tokens = tokenize(body, Dialect::postgresql);
  return std::any_of(tokens.begin(), tokens.end(),
                     [&](const Token& token) { return is_word(token, body, "primary"); });
}

bool gets_primary_key(const Context& cx, const Table& table, const AlterTable& alter) {
  const auto is_key = [](const ConstraintDefinition& constraint) {
    return constraint.kind == ConstraintKind::primary_key;
  };
  const auto adds_key = [&](const AlterTableCommand& command) {
    if (const auto* add = std::get_if<AddConstraint>(&command.alteration))
      return is_key(add->constraint);
    const auto* column = std::get_if<AddColumn>(&command.alteration);
    return column && std::any_of(column->column.constraints.begin(),
                                 column->column.constraints.end(), is_key);
  };
  if (std::any_of(alter.commands.begin(), alter.commands.end(), adds_key)) return true;
  for (const Statement& statement : cx.later()) {
    // Which adds it unless it is there.
    const auto* block = as<DoBlock>(statement);
    if (block && mentions_key(block->body)) return true;
    const auto* later = as<AlterTable>(statement);
    if (later && cx.model().find_table(later->table) == &table &&
        std::any_of(later->commands.begin(), later->commands.end(), adds_key))
      return true;
  }
  return false;
}

void check(const Context& cx, Findings& out) {
  for (const auto& altered : alterations_in_use<SetReplicaIdentity>(cx)) {
    const bool full = altered.change.identity == "FULL";
    if (!full && altered.change.identity != "NOTHING") continue;
    out.add(altered.command.span,
            full ? "each UPDATE and DELETE of table " + quoted(altered.table_name()) +
                       " reads the whole table on its logical replicas"
                 : "UPDATE and DELETE of table " + quoted(altered.table_name()) +
                       " fail while it is published")
        .help_with(alter_table_sql(altered.alter) + " REPLICA IDENTITY USING INDEX INDEX_NAME;")
        .note_created(altered.table);
  }
  for (const auto& altered : alterations_in_use<DropConstraint>(cx)) {
    const Constraint* key =
        altered.table ? altered.table->constraint(altered.change.name) : nullptr;
    if (!key || key->kind != ConstraintKind::primary_key ||
        !altered.table->replica_identity.empty())
      continue;
    if (gets_primary_key(cx, *altered.table, altered.alter)) continue;
    out.add(altered.command.target, "without its primary key, UPDATE and DELETE of table " +
                                        quoted(altered.table_name()) +
                                        " fail while it is published")
        .help_with("first: " + alter_table_sql(altered.alter) +
                   " REPLICA IDENTITY USING INDEX INDEX_NAME;")
        .note(key->origin, "primary key " + quoted(key->name) + " was made");
  }
}

constexpr Example kExamples[] = {{
    .title = "The key goes",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0002_no_key.sql
ALTER TABLE orders DROP CONSTRAINT orders_pkey;  -- expect: replica-identity
)sql",
    .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, code text NOT NULL);
CREATE UNIQUE INDEX orders_code ON orders (code);
-- file: 0002_no_key.sql
ALTER TABLE orders REPLICA IDENTITY USING INDEX orders_code;
ALTER TABLE orders DROP CONSTRAINT orders_pkey;
)sql",
}};

}  // namespace

extern constexpr Rule rule_replica_identity = checked({
    .id = "replica-identity",
    .level = Level::warning,
    .summary = "A table in use loses what logical replication knows its rows by",
    .rationale =
        "Logical replication names the row of an UPDATE or DELETE by the replica identity, which "
        "is the primary key unless told otherwise. Without one, every UPDATE and DELETE of a "
        "published table fails; with FULL, each of them reads the whole table on the other side.",
    .remedy = "Before the primary key goes, REPLICA IDENTITY USING INDEX of another unique index "
              "over NOT NULL columns.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
