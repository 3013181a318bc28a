#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* alter = cx.as<AlterEnum>();
  if (!alter || alter->new_label.empty()) return;
  const Object* type = cx.model().catalog().find_type(alter->type);
  if (type && cx.is_new(type->origin)) return;
  RuleFinding& finding = out.add(
      cx.statement().span, "the program version that is still running fails when it writes '" +
                               alter->label + "' to a column of enum " + quoted(alter->type.name));
  finding.help_with("ALTER TYPE " + sql_name(alter->type) + " ADD VALUE '" + alter->new_label +
                    "'; then move the programs, then the rows");
  if (type) finding.note(type->origin, "enum " + quoted(type->name) + " was made");
}

constexpr Example kExamples[] = {{
    .title = "A better word for a value",
    .bad = R"sql(
-- file: 0001_status.sql
CREATE TYPE status AS ENUM ('new', 'payed');
-- file: 0002_rename.sql
ALTER TYPE status RENAME VALUE 'payed' TO 'paid';  -- expect: rename-enum-value
)sql",
    .good = R"sql(
-- file: 0001_status.sql
CREATE TYPE status AS ENUM ('new', 'payed');
-- file: 0002_paid.sql
ALTER TYPE status ADD VALUE 'paid';
)sql",
}};

}  // namespace

extern constexpr Rule rule_rename_enum_value = checked({
    .id = "rename-enum-value",
    .level = Level::warning,
    .summary = "Renaming a value of an enum of an earlier migration",
    .rationale = "The program version that is still running writes the old value, which no longer "
                 "exists, and its INSERT fails. Logical replicas do not rename it.",
    .remedy = "Add the new value, move the programs, then the rows. The old value stays: an enum "
              "cannot lose one.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
