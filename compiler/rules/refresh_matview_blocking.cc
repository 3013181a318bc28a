#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool has_unique_index(const Context& cx, const View& view) {
  for (const ObjectId id : view.indexes)
    if (const Index* index = cx.model().catalog().get_as<Index>(id);
        index && !index->dropped && index->unique && !index->condition)
      return true;
  return false;
}

void check(const Context& cx, Findings& out) {
  const auto* refresh = cx.as<RefreshView>();
  if (!refresh || refresh->concurrently || !refresh->with_data) return;
  const View* view = cx.model().find_view(refresh->view);
  if (view && (cx.is_new(view->origin) || !view->with_data)) return;
  const std::string name = sql_name(refresh->view);
  const std::string concurrent = "REFRESH MATERIALIZED VIEW CONCURRENTLY " + name + ";";
  RuleFinding& finding = out.add(cx.place(refresh->view),
                                 "nobody can read materialized view " + quoted(refresh->view.name) +
                                     " until its query has run and the view is written anew");
  finding.help_with(view && has_unique_index(cx, *view)
                        ? concurrent
                        : "in an earlier migration: CREATE UNIQUE INDEX CONCURRENTLY ON " + name +
                              " (KEY); then: " + concurrent);
  if (view) finding.note(view->origin, "materialized view " + quoted(view->name) + " was created");
}

constexpr Example kExamples[] = {{
    .title = "A summary brought up to date",
    .bad = R"sql(
-- file: 0001_summary.sql
CREATE TABLE orders (id bigint PRIMARY KEY, placed date);
CREATE MATERIALIZED VIEW orders_by_day AS SELECT placed, count(*) AS orders FROM orders GROUP BY placed;
CREATE UNIQUE INDEX orders_by_day_placed ON orders_by_day (placed);
-- file: 0002_refresh.sql
REFRESH MATERIALIZED VIEW orders_by_day;  -- expect: refresh-matview-blocking
)sql",
    .good = R"sql(
-- file: 0001_summary.sql
CREATE TABLE orders (id bigint PRIMARY KEY, placed date);
CREATE MATERIALIZED VIEW orders_by_day AS SELECT placed, count(*) AS orders FROM orders GROUP BY placed;
CREATE UNIQUE INDEX orders_by_day_placed ON orders_by_day (placed);
-- file: 0002_refresh.sql
REFRESH MATERIALIZED VIEW CONCURRENTLY orders_by_day;
)sql",
}};

}  // namespace

extern constexpr Rule rule_refresh_matview_blocking = checked({
    .id = "refresh-matview-blocking",
    .summary = "REFRESH MATERIALIZED VIEW without CONCURRENTLY",
    .rationale = "A plain refresh runs the query and writes the view anew under ACCESS EXCLUSIVE: "
                 "nobody reads the view until it is done.",
    .remedy =
        "REFRESH MATERIALIZED VIEW CONCURRENTLY, which compares and changes only what differs. It "
        "needs a unique index on plain columns of the view, and a view that was filled before.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
