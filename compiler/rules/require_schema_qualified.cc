#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void report(const Context& cx, const QualifiedName& name, Findings& out) {
  if (!name.schema.empty() || name.name.empty()) return;
  out.add(cx.place(name),
          "which schema " + quoted(name.name) + " is in depends on who runs the migration")
      .help_with("public." + sql_name(name.name));
}

void check(const Context& cx, Findings& out) {
  if (const auto* create = cx.as<CreateTable>();
      create && create->persistence != Persistence::temporary)
    report(cx, create->table, out);
  if (const auto* alter = cx.as<AlterTable>()) report(cx, alter->table, out);
  if (const auto* index = cx.as<CreateIndex>()) report(cx, index->table, out);
  if (const auto* view = cx.as<CreateView>()) report(cx, view->view, out);
  if (const auto* rows = cx.as<ChangeRows>())
    for (const QualifiedName& table : rows->tables) report(cx, table, out);
  const auto* drop = cx.as<Drop>();
  if (drop && (drop->kind == ObjectKind::table || drop->kind == ObjectKind::view ||
               drop->kind == ObjectKind::index))
    for (const ObjectName& object : drop->objects) report(cx, object.name, out);
}

constexpr Example kExamples[] = {{
    .title = "A table somewhere",
    .bad = R"sql(
CREATE TABLE orders (id bigint PRIMARY KEY);  -- expect: require-schema-qualified
)sql",
    .good = R"sql(
CREATE TABLE public.orders (id bigint PRIMARY KEY);
)sql",
}};

}  // namespace

extern constexpr Rule rule_require_schema_qualified = checked({
    .id = "require-schema-qualified",
    .level = Level::off,
    .summary = "A name without its schema",
    .rationale =
        "Which object the name means depends on the search_path of whoever runs the migration.",
    .remedy = "Write the schema: public.orders.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
