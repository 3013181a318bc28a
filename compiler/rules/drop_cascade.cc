#include <algorithm>

#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/dependents.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool is_relation(ObjectKind kind) {
  return kind == ObjectKind::table || kind == ObjectKind::view ||
         kind == ObjectKind::materialized_view || kind == ObjectKind::sequence;
}

// Null for what nothing depends on, such as a trigger, which is named by its table.
const Object* find_target(const Context& cx, const ObjectName& object) {
  const Catalog& catalog = cx.model().catalog();
  if (object.kind == ObjectKind::schema) return catalog.find(NameSpace::schema, object.name);
  if (object.kind == ObjectKind::type || object.kind == ObjectKind::domain)
    return catalog.find_type(object.name);
  return is_relation(object.kind) ? catalog.find(NameSpace::relation, object.name) : nullptr;
}

void report(Span span, const std::string& what, const std::vector<std::string>& dependents,
            Findings& out) {
  constexpr std::size_t kShown = 5;
  if (dependents.empty()) return;
  std::string list;
  for (std::size_t i = 0; i < std::min(kShown, dependents.size()); ++i)
    list += (i == 0 ? "" : ", ") + dependents[i];
  if (dependents.size() > kShown)
    list += " and " + std::to_string(dependents.size() - kShown) + " more";
  out.add(span, "CASCADE drops with " + what + ": " + list)
      .help_with("drop " + std::string(dependents.size() == 1 ? "it" : "them") +
                 " by name first, and leave CASCADE out");
}

void check_drop(const Context& cx, const Drop& drop, Findings& out) {
  if (!drop.cascade) return;
  for (const ObjectName& object : drop.objects) {
    const Object* target = find_target(cx, object);
    if (!target || cx.is_new(target->origin)) continue;
    auto dependents = dependents_of(cx.model().catalog(), target->id);
    // What the statement names itself is no surprise.
    std::erase_if(dependents, [&](const std::string& text) {
      return std::any_of(drop.objects.begin(), drop.objects.end(), [&](const ObjectName& other) {
        return text.ends_with(quoted(other.name.name));
      });
    });
    report(cx.place(object.name), quoted(target->name), dependents, out);
  }
}

void check(const Context& cx, Findings& out) {
  if (const auto* drop = cx.as<Drop>()) check_drop(cx, *drop, out);
  for (const auto& altered : alterations_in_use<DropColumn>(cx)) {
    const Column* column = altered.column(altered.change.column);
    if (!altered.change.cascade || !column) continue;
    report(altered.command.target, "column " + quoted(column->name),
           dependents_of(cx.model().catalog(), altered.table->id, column->number), out);
  }
}

constexpr Example kExamples[] = {{
    .title = "A table that others refer to",
    .bad = R"sql(
-- file: 0001_tables.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint REFERENCES customers (id));
-- file: 0002_drop.sql
DROP TABLE customers CASCADE;  -- expect: drop-cascade
)sql",
    .good = R"sql(
-- file: 0001_tables.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint REFERENCES customers (id));
-- file: 0002_drop.sql
ALTER TABLE orders DROP CONSTRAINT orders_customer_fkey;
-- migc: allow(drop-table): nothing reads it since release 41
DROP TABLE customers;
)sql",
}};

}  // namespace

extern constexpr Rule rule_drop_cascade = checked({
    .id = "drop-cascade",
    .summary = "CASCADE that takes along what nobody named",
    .rationale = "Whatever depends on the object goes too: views that programs read, foreign keys "
                 "that keep other tables in order, columns of a dropped type with their values. "
                 "The statement names none of it, and nobody is asked.",
    .remedy = "Drop each dependent object by name first, or change it so that it no longer "
              "depends; leave CASCADE out.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
