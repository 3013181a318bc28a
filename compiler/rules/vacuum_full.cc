#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void check(const Context& cx, Findings& out) {
  const auto* vacuum = cx.as<Maintain>();
  if (!vacuum || vacuum->kind != Maintain::Kind::vacuum_full) return;
  if (vacuum->tables.empty())
    out.add(cx.statement().span,
            "VACUUM FULL rewrites every table while it blocks its readers and writers")
        .help_with("VACUUM;");
  for (const QualifiedName& table : vacuum->tables)
    out.add(cx.place(table), "VACUUM FULL rewrites table " + quoted(table.name) +
                                 " and its indexes while it blocks every reader and writer")
        .help_with("VACUUM " + sql_name(table) +
                   "; to give the space back to the disk: pg_repack -t " + table.name)
        .note_created(cx.model().find_table(table));
}

constexpr Example kExamples[] = {{
    .title = "Space from deleted rows",
    .bad = R"sql(
-- file: 0001_log.sql
CREATE TABLE log (line text);
-- file: 0002_shrink.sql
VACUUM FULL log;  -- expect: vacuum-full
)sql",
    .good = R"sql(
-- file: 0001_log.sql
CREATE TABLE log (line text);
-- file: 0002_clean.sql
VACUUM log;
)sql",
}};

}  // namespace

extern constexpr Rule rule_vacuum_full = checked({
    .id = "vacuum-full",
    .summary = "VACUUM FULL in a migration",
    .rationale = "VACUUM FULL writes the table and its indexes anew under ACCESS EXCLUSIVE, and "
                 "needs as much disk again: nobody reads or writes the table meanwhile.",
    .remedy = "A plain VACUUM makes the space usable again and blocks nobody. To give it back to "
              "the disk while the table stays open, use pg_repack.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
