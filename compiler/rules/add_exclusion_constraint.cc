#include "compiler/rules/alterations.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  for (const auto& added : alterations_in_use<AddConstraint>(cx)) {
    if (added.change.constraint.kind != ConstraintKind::exclusion) continue;
    out.add(added.change.constraint.span,
            "adding an EXCLUDE constraint builds its index while nobody can read or write table " +
                quoted(added.table_name()))
        .help_with(
            "there is no online form: make a new table with the constraint, copy the rows in "
            "batches "
            "and switch; or: -- migc: allow(add-exclusion-constraint): table " +
            quoted(added.table_name()) + " is small")
        .note_created(added.table);
  }
}

constexpr Example kExamples[] = {{
    .title = "Bookings that must not overlap",
    .bad = R"sql(
-- file: 0001_bookings.sql
CREATE TABLE bookings (room int, during tsrange);
-- file: 0002_overlap.sql
ALTER TABLE bookings ADD CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&);  -- expect: add-exclusion-constraint
)sql",
    .good = R"sql(
-- file: 0001_bookings.sql
CREATE TABLE bookings (room int, during tsrange);
ALTER TABLE bookings ADD CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&);
)sql",
}};

}  // namespace

extern constexpr Rule rule_add_exclusion_constraint = checked({
    .id = "add-exclusion-constraint",
    .summary = "Adding an EXCLUDE constraint to a table in use",
    .rationale = "ADD EXCLUDE builds its index and compares all rows under ACCESS EXCLUSIVE: until "
                 "it ends, nobody reads or writes the table. PostgreSQL has no online form: "
                 "neither NOT VALID nor USING INDEX.",
    .remedy = "Make a new table with the constraint, copy the rows in batches while the program "
              "writes both, and switch. Or plan for the time that the table is closed, with an "
              "`allow` that says so.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
