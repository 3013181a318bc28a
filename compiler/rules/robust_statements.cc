#include <string>
#include <vector>

#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

// What to say instead of a statement that makes or drops something; empty when
// it can be run again.
std::string repeatable_form(const Context& cx) {
  if (const auto* create = cx.as<CreateTable>(); create && !create->if_not_exists)
    return "CREATE TABLE IF NOT EXISTS";
  if (const auto* create = cx.as<CreateIndex>();
      create && !create->if_not_exists && !create->concurrently)
    return "CREATE INDEX IF NOT EXISTS";
  if (const auto* create = cx.as<CreateSequence>(); create && !create->if_not_exists)
    return "CREATE SEQUENCE IF NOT EXISTS";
  if (const auto* create = cx.as<CreateSchema>(); create && !create->if_not_exists)
    return "CREATE SCHEMA IF NOT EXISTS";
  if (const auto* create = cx.as<CreateView>();
      create && !create->if_not_exists && !create->or_replace)
    return create->materialized ? "CREATE MATERIALIZED VIEW IF NOT EXISTS"
                                : "CREATE OR REPLACE VIEW";
  if (const auto* alter = cx.as<AlterEnum>();
      alter && !alter->if_not_exists && alter->new_label.empty())
    return "ADD VALUE IF NOT EXISTS";
  if (const auto* drop = cx.as<Drop>(); drop && !drop->if_exists && !drop->concurrently)
    return "DROP … IF EXISTS";
  return {};
}

// Of a sub-command of ALTER TABLE; `before` are those that the migration runs before it.
struct RepeatableAlteration {
  const std::vector<const Alteration*>& before;

  std::string operator()(const AddColumn& add) const {
    return add.if_not_exists ? "" : "ADD COLUMN IF NOT EXISTS";
  }
  std::string operator()(const DropColumn& drop) const {
    return drop.if_exists ? "" : "DROP COLUMN IF EXISTS";
  }
  std::string operator()(const DropConstraint& drop) const {
    return drop.if_exists ? "" : "DROP CONSTRAINT IF EXISTS";
  }
  // Without IF NOT EXISTS: what made room for it counts once.
  std::string operator()(const AddConstraint& add) const {
    bool room = add.constraint.name.empty();
    for (const Alteration* each : before) {
      const auto* drop = std::get_if<DropConstraint>(each);
      const auto* other = std::get_if<AddConstraint>(each);
      if (drop && drop->name == add.constraint.name) room = true;
      if (other && other->constraint.name == add.constraint.name) room = false;
    }
    return room ? "" : "DROP CONSTRAINT IF EXISTS " + sql_name(add.constraint.name) + " before it";
  }
  template <class T>
  std::string operator()(const T&) const {
    return {};
  }
};

std::vector<const Alteration*> earlier_alterations(const Context& cx, const AlterTable& alter) {
  std::vector<const Alteration*> out;
  for (const Statement& statement : cx.earlier())
    if (const auto* other = as<AlterTable>(statement);
        other && other->table.name == alter.table.name)
      for (const AlterTableCommand& command : other->commands) out.push_back(&command.alteration);
  return out;
}

void check(const Context& cx, Findings& out) {
  if (cx.transactional() || cx.in_body() || cx.statements().size() < 2) return;
  const auto report = [&](const std::string& words) {
    if (words.empty()) return;
    out.add(cx.statement().span,
            "a second run of the migration, after one that did not reach its end, stops here")
        .help_with("say " + words);
  };
  report(repeatable_form(cx));
  const auto* alter = cx.as<AlterTable>();
  if (!alter || alter->relation != RelationKind::table) return;
  std::vector<const Alteration*> before = earlier_alterations(cx, *alter);
  for (const AlterTableCommand& command : alter->commands) {
    report(std::visit(RepeatableAlteration{before}, command.alteration));
    before.push_back(&command.alteration);
  }
}

constexpr Example kExamples[] = {{
                                     .title = "A file without a transaction",
                                     .bad = R"sql(
-- migc: no-transaction
CREATE TABLE orders (id bigint PRIMARY KEY);  -- expect: robust-statements
INSERT INTO orders (id) VALUES (1);
)sql",
                                     .good = R"sql(
-- migc: no-transaction
CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY);
INSERT INTO orders (id) VALUES (1);
)sql",
                                 },
                                 {
                                     .title = "A constraint",
                                     .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);
-- file: 0002_total.sql
-- migc: no-transaction
ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;  -- expect: robust-statements
ALTER TABLE orders VALIDATE CONSTRAINT positive;
)sql",
                                     .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);
-- file: 0002_total.sql
-- migc: no-transaction
ALTER TABLE orders DROP CONSTRAINT IF EXISTS positive;
ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT positive;
)sql",
                                 }};

}  // namespace

extern constexpr Rule rule_robust_statements = checked({
    .id = "robust-statements",
    .level = Level::off,
    .summary = "A statement outside a transaction that cannot be run a second time",
    .rationale = "The migration runs statement by statement. When a later one fails, another tool "
                 "that starts it again stops at this one, which has been done already.",
    .remedy = "Say IF NOT EXISTS or IF EXISTS. Not with CONCURRENTLY, where it hides an INVALID "
              "index. The runtime of migc goes on where it stopped and needs neither.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
