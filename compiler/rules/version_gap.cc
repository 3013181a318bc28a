#include <charconv>

#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"

namespace migc::compiler {
namespace {

// A longer one is a date or a time.
constexpr std::size_t kCountedDigits = 6;

// 0 for what was not counted.
unsigned counted(std::string_view version) {
  unsigned number = 0;
  if (version.size() <= kCountedDigits)
    std::from_chars(version.data(), version.data() + version.size(), number);
  return number;
}

void check(const Context& cx, Findings& out) {
  if (cx.in_body() || !cx.earlier().empty()) return;
  const unsigned previous = counted(cx.previous_version());
  const unsigned here = counted(cx.version());
  if (previous == 0 || here <= previous + 1) return;
  out.add(cx.statement().span, "no migration has a version between " +
                                   std::string(cx.previous_version()) + " and " +
                                   std::string(cx.version()) + ": one may have been lost")
      .help_with("add the file that is missing, or give this one the version " +
                 std::to_string(previous + 1));
}

constexpr Example kExamples[] = {{
    .title = "A file that did not come along",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0003_notes.sql
CREATE TABLE notes (id bigint PRIMARY KEY);  -- expect: version-gap
)sql",
    .good = R"sql(
-- file: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file: 0002_notes.sql
CREATE TABLE notes (id bigint PRIMARY KEY);
)sql",
}};

}  // namespace

extern constexpr Rule rule_version_gap = checked({
    .id = "version-gap",
    .level = Level::off,
    .dialects = {.postgresql = true, .sqlite = true},
    .summary = "A gap in a set whose versions count one by one",
    .rationale = "The missing migration may be in somebody's working copy, or was lost in a merge. "
                 "When it arrives later it sorts before migrations that databases have applied "
                 "already. Versions that are dates or times have gaps by nature and do not count.",
    .remedy = "Find the missing file, or number the migrations without a gap before they are "
              "locked.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
