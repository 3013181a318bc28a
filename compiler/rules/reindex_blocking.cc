#include <string>

#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

std::string concurrent_form(const Maintain& reindex, const QualifiedName& name) {
  return std::string("REINDEX ") + (reindex.object == ObjectKind::index ? "INDEX" : "TABLE") +
         " CONCURRENTLY " + sql_name(name) + ";";
}

// Of a whole schema or database, one table after the other. The system's catalogs
// alone cannot be rebuilt concurrently.
void check_all(const Context& cx, const Maintain& reindex, Findings& out) {
  if (reindex.object == ObjectKind::table) {
    out.add(cx.statement().span,
            "rebuilding the indexes of the system's catalogs blocks statements of every kind")
        .help_with("run it by hand, while no program uses the database");
    return;
  }
  const bool schema = reindex.object == ObjectKind::schema;
  out.add(cx.statement().span, std::string("rebuilding all indexes of a ") +
                                   (schema ? "schema" : "database") +
                                   " blocks writers of each of its tables in turn, and queries "
                                   "that would use its indexes")
      .help_with(std::string("in a migration of its own: REINDEX ") +
                 (schema ? "SCHEMA" : "DATABASE") + " CONCURRENTLY …;");
}

void check(const Context& cx, Findings& out) {
  const auto* reindex = cx.as<Maintain>();
  if (!reindex || reindex->kind != Maintain::Kind::reindex || reindex->concurrently) return;
  if (reindex->tables.empty()) return check_all(cx, *reindex, out);
  for (const QualifiedName& name : reindex->tables) {
    const bool is_index = reindex->object == ObjectKind::index;
    const Table* table = is_index ? cx.model().find_index(name).first : cx.model().find_table(name);
    if (table && !cx.in_use(*table)) continue;
    out.add(name.span, "rebuilding " + std::string(is_index ? "index " : "the indexes of table ") +
                           quoted(name.name) + " blocks writers, and queries that would use " +
                           (is_index ? "it" : "them") + ", until it ends")
        .help_with("in a migration of its own: " + concurrent_form(*reindex, name))
        .note_created(table);
  }
}

constexpr Example kExamples[] = {{
                                     .title = "An index that has become bloated",
                                     .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, status text);
CREATE INDEX orders_status ON orders (status);
-- file: 0002_rebuild.sql
REINDEX INDEX orders_status;  -- expect: reindex-blocking
)sql",
                                     .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, status text);
CREATE INDEX orders_status ON orders (status);
-- file: 0002_rebuild.sql
REINDEX INDEX CONCURRENTLY orders_status;
)sql",
                                 },
                                 {
                                     .title = "Everything at once",
                                     .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0002_rebuild.sql
REINDEX SCHEMA public;  -- expect: reindex-blocking
)sql",
                                     .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0002_rebuild.sql
REINDEX SCHEMA CONCURRENTLY public;
)sql",
                                 }};

}  // namespace

extern constexpr Rule rule_reindex_blocking = checked({
    .id = "reindex-blocking",
    .summary = "REINDEX without CONCURRENTLY on a table in use",
    .rationale =
        "REINDEX holds SHARE on the table, so writers wait until the rebuild ends, and ACCESS "
        "EXCLUSIVE on the index, so every query that could use it waits while it is planned.",
    .remedy = "Write REINDEX (CONCURRENTLY) in a migration of its own. It needs disk for a second "
              "copy of the index.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
