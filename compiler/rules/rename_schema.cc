#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  if (const auto* rename = cx.as<Rename>(); rename && rename->object.kind == ObjectKind::schema) {
    const Object* schema = cx.model().catalog().find(NameSpace::schema, rename->object.name);
    if (schema && cx.is_new(schema->origin)) return;
    out.add(rename->target,
            "renaming schema " + quoted(rename->object.name.name) +
                " breaks the program version that is still running, and functions that name it")
        .help_with("CREATE SCHEMA " + sql_name(rename->new_name) +
                   "; with views of the tables; move the programs, then drop the old schema");
  }
  const auto* move = cx.as<SetSchema>();
  if (!move || move->object.kind != ObjectKind::table || !cx.in_use(move->object.name)) return;
  out.add(cx.place(move->object.name), "moving table " + quoted(move->object.name.name) +
                                           " to schema " + quoted(move->schema) +
                                           " breaks the program version that is still running")
      .help_with("after it, in the same migration: CREATE VIEW " + sql_name(move->object.name) +
                 " AS SELECT * FROM " + sql_name(move->schema) + "." +
                 sql_name(move->object.name.name) + ";")
      .note_created(cx.model().find_table(move->object.name));
}

constexpr Example kExamples[] = {{
    .title = "Another name for a schema",
    .bad = R"sql(
-- file: 0001_shop.sql
CREATE SCHEMA shop;
-- file: 0002_rename.sql
ALTER SCHEMA shop RENAME TO store;  -- expect: rename-schema
)sql",
    .good = R"sql(
-- file: 0001_shop.sql
CREATE SCHEMA shop;
-- file: 0002_store.sql
CREATE SCHEMA store;
)sql",
}};

}  // namespace

extern constexpr Rule rule_rename_schema = checked({
    .id = "rename-schema",
    .summary = "Renaming a schema, or moving a table of an earlier migration to another",
    .rationale = "Every program that names the schema fails from then on, and so does each query "
                 "inside a function's body, which PostgreSQL keeps as text.",
    .remedy = "Make a new schema with views of the old tables, move the programs, then drop the "
              "old names in a later release.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
