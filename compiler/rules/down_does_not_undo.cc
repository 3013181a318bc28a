#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/rules/undo.h"

namespace migc::compiler {
namespace {

// A line that begins a statement of the DDL; one of a routine's body may look so, too.
bool begins_statement(std::string_view line) {
  for (const std::string_view word : {"CREATE ", "ALTER ", "COMMENT ", "GRANT ", "REVOKE "})
    if (line.starts_with(word)) return true;
  return false;
}

std::string_view trimmed(std::string_view line) {
  const auto begin = line.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  const auto end = line.find_last_not_of(" \t\r,;(");
  return end == std::string_view::npos ? "" : line.substr(begin, end - begin + 1);
}

// The DDL as a set, so that nothing hangs on its order: a column that comes
// back comes back as the last one. Each line with the one that begins its
// statement; comments and blank lines mean nothing.
std::multiset<std::string> parts_of(std::string_view ddl) {
  std::multiset<std::string> out;
  std::string statement;
  for (std::size_t at = 0; at < ddl.size();) {
    const auto end = std::min(ddl.find('\n', at), ddl.size());
    const std::string_view line = ddl.substr(at, end - at);
    at = end + 1;
    const std::string text(trimmed(line));
    if (text.empty() || text.starts_with("--")) continue;
    if (begins_statement(line)) statement = text;
    // The first line of ALTER TABLE … alone says nothing.
    const bool whole = line.ends_with(';') || line.starts_with("CREATE ");
    if (!begins_statement(line))
      out.insert(statement + ": " + text);
    else if (whole)
      out.insert(statement);
  }
  return out;
}

// The first that the one has and the other has not; empty when there is none.
std::string first_missing(const std::multiset<std::string>& have,
                          const std::multiset<std::string>& lack) {
  std::multiset<std::string> out;
  std::set_difference(have.begin(), have.end(), lack.begin(), lack.end(),
                      std::inserter(out, out.begin()));
  return out.empty() ? "" : *out.begin();
}

void check(const Undo& undo, Findings& out) {
  const auto before = parts_of(undo.before);
  const auto after = parts_of(undo.after);
  const std::string lost = first_missing(before, after);
  const std::string left = first_missing(after, before);
  if (lost.empty() && left.empty()) return;
  out.add(undo.statements.front().span,
          lost.empty() ? "the undo text leaves something of the migration behind: " + left
                       : "the undo text does not bring back what was there before: " + lost)
      .help_with(
          "undo every statement of the migration, the last one first; when that cannot be done, "
          "say so in the migration: -- migc: irreversible: REASON");
}

constexpr Example kExamples[] = {{
                                     .title = "A type that nobody thought of",
                                     .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0001_orders.down.sql
DROP TABLE orders;
-- file: 0002_notes.sql
CREATE TABLE notes (id bigint PRIMARY KEY);
CREATE TYPE note_kind AS ENUM ('private', 'public');
-- file: 0002_notes.down.sql
DROP TABLE notes;  -- expect: down-does-not-undo
)sql",
                                     .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0001_orders.down.sql
DROP TABLE orders;
-- file: 0002_notes.sql
CREATE TABLE notes (id bigint PRIMARY KEY);
CREATE TYPE note_kind AS ENUM ('private', 'public');
-- file: 0002_notes.down.sql
DROP TYPE note_kind;
DROP TABLE notes;
)sql",
                                 },
                                 {
                                     .title = "A column that comes back as another one",
                                     .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text NOT NULL, total numeric);
-- file: 0002_drop.sql
-- migc: allow(drop-column): nothing reads it since release 41
ALTER TABLE orders DROP COLUMN note;
-- file: 0002_drop.down.sql
ALTER TABLE orders ADD COLUMN note varchar(80);  -- expect: down-does-not-undo
)sql",
                                     .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text NOT NULL, total numeric);
-- file: 0002_drop.sql
-- migc: allow(drop-column): nothing reads it since release 41
ALTER TABLE orders DROP COLUMN note;
-- file: 0002_drop.down.sql
ALTER TABLE orders ADD COLUMN note text NOT NULL;
)sql",
                                 }};

}  // namespace

extern constexpr Rule rule_down_does_not_undo = checked({
    .id = "down-does-not-undo",
    .level = Level::warning,
    .summary = "An undo text after which the schema is not what it was before the migration",
    .rationale =
        "Whoever rolls back in a hurry counts on the old schema, and finds another one: the next "
        "attempt fails because something is there already, or the old program misses what it "
        "needs. migc applies the migration and then its undo text to its model of the schema and "
        "compares; the order of columns does not count, and rows cannot be seen.",
    .remedy = "Undo every statement of the migration, the last one first. What cannot be undone "
              "is said in the migration: -- migc: irreversible: REASON.",
    .examples = kExamples,
    .check_undo = check,
});

}  // namespace migc::compiler
