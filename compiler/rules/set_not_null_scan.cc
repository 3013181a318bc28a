#include <algorithm>

#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/not_valid_first.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool drops_constraint(const AlterTable& alter, const std::string& name) {
  return std::any_of(alter.commands.begin(), alter.commands.end(), [&](const auto& command) {
    const auto* drop = std::get_if<DropConstraint>(&command.alteration);
    return drop && drop->name == name;
  });
}

bool implies_not_null(const Constraint& constraint, const Column* column) {
  const auto& implied = constraint.implies_not_null;
  return column && std::find(implied.begin(), implied.end(), column->number) != implied.end();
}

// PostgreSQL skips the scan when a valid CHECK says that the column holds no
// null; not when the same command drops that CHECK. What one that is older than the
// migrations says, its name must tell.
bool is_proved(const Table& table, const AlterTable& alter, const std::string& name) {
  const Column* column = table.column(name);
  return std::any_of(table.constraints.begin(), table.constraints.end(),
                     [&](const Constraint& constraint) {
                       return constraint.valid && !drops_constraint(alter, constraint.name) &&
                              (implies_not_null(constraint, column) ||
                               (constraint.origin == kBeforeHistory &&
                                constraint.name.find(name) != std::string::npos));
                     });
}

void check(const Context& cx, Findings& out) {
  for (const auto& altered : alterations_in_use<SetNotNull>(cx)) {
    const std::string& name = altered.change.column;
    const Column* column = altered.column(name);
    if (column && column->not_null) continue;
    if (altered.table && is_proved(*altered.table, altered.alter, name)) continue;
    out.add(altered.command.target, "SET NOT NULL on column " + quoted(name) +
                                        " reads all of table " + quoted(altered.table_name()) +
                                        " while it blocks every reader and writer")
        .help_with(prove_not_null(altered.alter, name))
        .note_created(altered.table);
    return;  // one scan does for the whole statement
  }
}

constexpr Example kExamples[] = {{
    .title = "A column that becomes required",
    .bad = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, email text);
-- file: 0002_required.sql
ALTER TABLE accounts ALTER COLUMN email SET NOT NULL;  -- expect: set-not-null-scan
)sql",
    .good = R"sql(
-- file: 0001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, email text);
-- file: 0002_check.sql
ALTER TABLE accounts ADD CONSTRAINT email_given CHECK (email IS NOT NULL) NOT VALID;
-- file: 0003_validate.sql
ALTER TABLE accounts VALIDATE CONSTRAINT email_given;
-- file: 0004_required.sql
ALTER TABLE accounts ALTER COLUMN email SET NOT NULL;
ALTER TABLE accounts DROP CONSTRAINT email_given;
)sql",
}};

}  // namespace

extern constexpr Rule rule_set_not_null_scan = checked({
    .id = "set-not-null-scan",
    .summary = "SET NOT NULL on a column of an existing table that no valid CHECK vouches for",
    .rationale =
        "SET NOT NULL takes ACCESS EXCLUSIVE and then reads the whole table to see that no "
        "row holds a null. Until it has, nobody reads or writes the table.",
    .remedy = "Add CHECK (column IS NOT NULL) NOT VALID, validate it in a later migration (which "
              "blocks nobody), then SET NOT NULL: PostgreSQL sees the valid CHECK and skips the "
              "scan. Drop the CHECK in a later command than SET NOT NULL, not in the same one.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
