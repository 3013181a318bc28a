#include <algorithm>
#include <set>
#include <string>

#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/known.h"
#include "compiler/rules/made_names.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void report(Span place, const std::string& what, Origin origin, Findings& out) {
  out.add(place, what + " exists already: the statement fails")
      .help_with("leave it out, or give it another name")
      .note(origin, what + " was made");
}

// In the schema that the statement would make it in.
const Object* existing(const Context& cx, NameSpace space, const QualifiedName& name) {
  const Catalog& catalog = cx.model().catalog();
  ObjectId schema = name.schema.empty() ? 0 : catalog.find_schema(name.schema);
  for (const std::string& entry : catalog.search_path())
    if (schema == 0 && name.schema.empty()) schema = catalog.find_schema(entry);
  const Object* found = schema == 0 ? nullptr : catalog.find_in(space, schema, name.name);
  return found && found->uncertain.empty() ? found : nullptr;
}

void check_relation(const Context& cx, const QualifiedName& name, const char* kind, Findings& out) {
  if (const Object* found = existing(cx, NameSpace::relation, name))
    report(cx.place(name), std::string(kind) + " " + quoted(name.name), found->origin, out);
}

void check_type(const Context& cx, const QualifiedName& name, Findings& out) {
  const Object* found = existing(cx, NameSpace::type, name);
  if (!found) found = existing(cx, NameSpace::relation, name);
  if (found && found->kind != Kind::index && found->kind != Kind::sequence)
    report(cx.place(name), "type " + quoted(name.name), found->origin, out);
}

void check_index(const Context& cx, const CreateIndex& index, Findings& out) {
  const Object* table = cx.model().catalog().find(NameSpace::relation, index.table);
  if (index.if_not_exists || index.name.empty() || !table) return;
  const Object* found =
      cx.model().catalog().find_in(NameSpace::relation, table->schema, index.name);
  if (found && found->uncertain.empty())
    report(cx.place(index.table), "index " + quoted(index.name), found->origin, out);
}

void check_alter(const Context& cx, Findings& out) {
  for (const auto& added : alterations<AddColumn>(cx)) {
    const std::string& name = added.change.column.name;
    const Column* column = added.column(name);
    if (!column || added.change.if_not_exists || !added.table->uncertain.empty() ||
        drops(added.alter, name))
      continue;
    report(added.change.column.name_span,
           "column " + quoted(name) + " of table " + quoted(added.table_name()), column->origin,
           out);
  }
  for (const auto& added : alterations<AddConstraint>(cx)) {
    const std::string& name = added.change.constraint.name;
    const Constraint* found =
        added.table && !name.empty() ? added.table->constraint(name) : nullptr;
    if (!found || !added.table->uncertain.empty() || drops(added.alter, name)) continue;
    report(added.change.constraint.span,
           "constraint " + quoted(name) + " of table " + quoted(added.table_name()), found->origin,
           out);
  }
}

void report_twice(Span place, const std::string& what, Findings& out) {
  out.add(place, "the statement fails: it makes " + what + " twice")
      .help_with("leave one out, or give it another name");
}

// Two of one name in the statement itself.
void check_within(const Context& cx, Findings& out) {
  const auto* create = cx.as<CreateTable>();
  if (create && create->if_not_exists && existing(cx, NameSpace::relation, create->table)) return;
  std::set<std::string> columns;
  for (const MadeName& made : made_columns(cx))
    if (!columns.insert(made.name).second)
      report_twice(made.span, "column " + quoted(made.name), out);
  std::set<std::string> constraints;
  bool has_key = false;
  for (const ConstraintDefinition* made : made_constraints(cx)) {
    if (!made->name.empty() && !constraints.insert(made->name).second)
      report_twice(made->span, "constraint " + quoted(made->name), out);
    const bool key = made->kind == ConstraintKind::primary_key;
    if (key && has_key) report_twice(made->span, "a primary key", out);
    has_key |= key;
  }
}

void check(const Context& cx, Findings& out) {
  if (const auto* create = cx.as<CreateTable>();
      create && !create->if_not_exists && create->persistence != Persistence::temporary)
    check_relation(cx, create->table, "table", out);
  if (const auto* create = cx.as<CreateView>(); create && !create->if_not_exists &&
                                                !create->or_replace &&
                                                create->persistence != Persistence::temporary)
    check_relation(cx, create->view, create->materialized ? "materialized view" : "view", out);
  if (const auto* create = cx.as<CreateSequence>(); create && !create->if_not_exists)
    check_relation(cx, create->sequence, "sequence", out);
  if (const auto* create = cx.as<CreateEnum>()) check_type(cx, create->type, out);
  if (const auto* create = cx.as<CreateDomain>()) check_type(cx, create->domain, out);
  if (const auto* create = cx.as<CreateComposite>()) check_type(cx, create->type, out);
  if (const auto* index = cx.as<CreateIndex>()) check_index(cx, *index, out);
  check_alter(cx, out);
  check_within(cx, out);
}

constexpr Example kExamples[] = {{
                                     .title = "Two branches, one column",
                                     .bad = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY);
-- file: 0002_email.sql
ALTER TABLE accounts ADD COLUMN email text;
-- file: 0003_email_again.sql
ALTER TABLE accounts ADD COLUMN email text;  -- expect: duplicate-object
)sql",
                                     .good = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY);
-- file: 0002_email.sql
ALTER TABLE accounts ADD COLUMN email text;
)sql",
                                 },
                                 {
                                     .title = "Two columns of one name",
                                     .bad = R"sql(
CREATE TABLE accounts (
  id bigint PRIMARY KEY,
  name text,
  name text  -- expect: duplicate-object
);
CREATE VIEW names AS SELECT id, name AS id FROM accounts;  -- expect: duplicate-object
)sql",
                                     .good = R"sql(
CREATE TABLE accounts (id bigint PRIMARY KEY, name text);
CREATE VIEW names (id, name) AS SELECT id, name AS id FROM accounts;
)sql",
                                 }};

}  // namespace

extern constexpr Rule rule_duplicate_object = checked({
    .id = "duplicate-object",
    .summary = "Something that is made a second time",
    .rationale = "The statement fails when it runs, on every database that the migrations made: "
                 "most often two branches added the same column or index, and both were merged.",
    .remedy = "Leave out what is there already, or give it another name.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
