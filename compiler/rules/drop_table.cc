#include <algorithm>

#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/query_tables.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

const Rename* table_rename(const Statement& statement) {
  const auto* rename = as<Rename>(statement);
  return rename && rename->object.kind == ObjectKind::table ? rename : nullptr;
}

// What the table was called when the migration began.
std::string original_name(const Context& cx, std::string name) {
  const auto earlier = cx.earlier();
  for (auto each = earlier.rbegin(); each != earlier.rend(); ++each)
    if (const Rename* rename = table_rename(*each); rename && rename->new_name == name)
      name = rename->object.name.name;
  return name;
}

// The table that a statement fills from others, which it adds to `sources`.
const Table* filled_by(const Context& cx, const Statement& statement,
                       std::vector<QualifiedName>& sources) {
  if (const auto* rows = as<ChangeRows>(statement)) {
    if (rows->change != RowChange::insert || rows->tables.empty()) return nullptr;
    sources = rows->reads;
    return cx.model().find_table(rows->tables.front());
  }
  const auto* create = as<CreateTable>(statement);
  if (!create || !create->query || !create->query->select || !create->with_data) return nullptr;
  collect_tables(*create->query->select, sources);
  return cx.model().find_table(create->table);
}

// The new table that has taken over the rows, and has or gets the name: the
// way to change a table of SQLite. Null when there is none.
const Table* successor(const Context& cx, const Table& table) {
  const std::string name = original_name(cx, table.name);
  for (const Statement& statement : cx.earlier()) {
    std::vector<QualifiedName> sources;
    const Table* copy = filled_by(cx, statement, sources);
    if (!copy || cx.in_use(*copy)) continue;
    const bool copied = std::any_of(sources.begin(), sources.end(), [&](const QualifiedName& each) {
      return cx.model().find_table(each) == &table;
    });
    const bool renamed =
        std::any_of(cx.later().begin(), cx.later().end(), [&](const Statement& later) {
          const Rename* rename = table_rename(later);
          return rename && rename->object.name.name == copy->name && rename->new_name == name;
        });
    if (copied && (renamed || copy->name == name)) return copy;
  }
  return nullptr;
}

void report_lost_columns(const Context& cx, const QualifiedName& place, const Table& table,
                         const Table& copy, Findings& out) {
  if (!table.columns_known || !copy.columns_known) return;
  std::vector<const Column*> lost;
  std::string names;
  for (const Column& column : table.columns) {
    if (copy.column(column.name)) continue;
    names += (lost.empty() ? "" : ", ") + quoted(column.name);
    lost.push_back(&column);
  }
  if (lost.empty()) return;
  const bool several = lost.size() > 1;
  RuleFinding& finding =
      out.add(cx.place(place), "making table " + quoted(original_name(cx, table.name)) +
                                   " anew without " + (several ? "columns " : "column ") + names +
                                   " loses " + (several ? "their" : "its") +
                                   " values, and breaks the program version that is still running");
  finding.help_with("release a version that no longer uses " +
                    std::string(several ? "them" : "it") +
                    ", then do this with: -- migc: allow(drop-table): nothing reads " +
                    (several ? "them" : "it") + " since release …");
  for (const Column* column : lost)
    finding.note(column->origin, "column " + quoted(column->name) + " was made");
}

void check(const Context& cx, Findings& out) {
  const auto* drop = cx.as<Drop>();
  if (!drop || drop->kind != ObjectKind::table) return;
  std::vector<const QualifiedName*> tables;
  std::string names;
  for (const ObjectName& object : drop->objects) {
    if (!cx.in_use(object.name)) continue;
    const Table* table = cx.model().find_table(object.name);
    if (const Table* copy = table ? successor(cx, *table) : nullptr) {
      report_lost_columns(cx, object.name, *table, *copy, out);
      continue;
    }
    names += (tables.empty() ? "" : ", ") + quoted(object.name.name);
    tables.push_back(&object.name);
  }
  if (tables.empty()) return;
  const bool several = tables.size() > 1;
  RuleFinding& finding = out.add(tables.front()->span,
                                 std::string("dropping table") + (several ? "s " : " ") + names +
                                     " loses " + (several ? "their" : "its") +
                                     " rows, and breaks the program version that is still running");
  finding.help_with("release a version that no longer uses " +
                    std::string(several ? "them" : "it") + ", then drop " +
                    (several ? "them" : "it") +
                    " with: -- migc: allow(drop-table): nothing reads " +
                    (several ? "them" : "it") + " since release …");
  for (const QualifiedName* name : tables) finding.note_created(cx.model().find_table(*name));
}

constexpr Example kExamples[] = {{
                                     .title = "A table that the running program may still read",
                                     .bad = R"sql(
-- file: 0001_sessions.sql
CREATE TABLE sessions (id bigint PRIMARY KEY);
-- file: 0002_drop.sql
DROP TABLE sessions;  -- expect: drop-table
)sql",
                                     .good = R"sql(
-- file: 0001_sessions.sql
CREATE TABLE sessions (id bigint PRIMARY KEY);
-- file: 0002_drop.sql
-- migc: allow(drop-table): nothing reads it since release 41
DROP TABLE sessions;
)sql",
                                 },
                                 {
                                     .title = "A table that is made anew, as SQLite needs it",
                                     .bad = R"sql(
-- file: 0001_sessions.sql
CREATE TABLE sessions (id bigint PRIMARY KEY, token text, address text);
-- file: 0002_anew.sql
CREATE TABLE new_sessions (id bigint PRIMARY KEY, token text NOT NULL, address text);
INSERT INTO new_sessions SELECT id, token, address FROM sessions;
DROP TABLE sessions;  -- expect: drop-table
)sql",
                                     .good = R"sql(
-- file: 0001_sessions.sql
CREATE TABLE sessions (id bigint PRIMARY KEY, token text, address text);
-- file: 0002_anew.sql
CREATE TABLE new_sessions (id bigint PRIMARY KEY, token text NOT NULL, address text);
INSERT INTO new_sessions SELECT id, token, address FROM sessions;
DROP TABLE sessions;
ALTER TABLE new_sessions RENAME TO sessions;
)sql",
                                 }};

}  // namespace

extern constexpr Rule rule_drop_table = checked({
    .id = "drop-table",
    .dialects = {.postgresql = true, .sqlite = true},
    .summary = "Dropping a table of an earlier migration",
    .rationale =
        "The rows are gone, and no undo text brings them back. During a rolling deploy the "
        "old version of the program still reads the table, and fails.",
    .remedy = "Stop using the table, release that, and drop it in a later release, with an `allow` "
              "that says since when nobody needs it.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
