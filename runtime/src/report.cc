#include "report.h"

#include <algorithm>
#include <vector>

#include "planner.h"
#include "text.h"

namespace migc {
namespace {

struct Line {
  std::string version, name, state, when;
};

std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(width - std::min(width, text.size()), ' ');
}

std::string without_trailing_blanks(std::string line) {
  line.resize(line.find_last_not_of(' ') + 1);
  return line;
}

std::size_t width_of(std::span<const Line> lines, std::string Line::*column) {
  std::size_t width = 0;
  for (const Line& line : lines) width = std::max(width, (line.*column).size());
  return width;
}

std::string aligned(std::span<const Line> lines) {
  const std::size_t version = width_of(lines, &Line::version);
  const std::size_t name = width_of(lines, &Line::name);
  const std::size_t state = width_of(lines, &Line::state);
  std::string text;
  for (const Line& line : lines) {
    text += without_trailing_blanks(concat("  ", padded(line.version, version), "  ",
                                           padded(line.name, name), "  ", padded(line.state, state),
                                           "  ", line.when));
    text += "\n";
  }
  return text;
}

std::string counted(std::size_t count, std::string_view noun) {
  return concat(std::to_string(count), " ", noun, count == 1 ? "" : "s");
}

std::string state_text(const LedgerRow& row) {
  if (row.state != RowState::started) return std::string(to_text(row.state));
  return concat("stopped after ", counted(row.statements_done, "statement"));
}

Line line_for(const LedgerRow& row, std::string_view remark) {
  return {printable(row.version), printable(row.name), concat(state_text(row), remark),
          printable(row.applied_at)};
}

Line line_for(const Migration& migration) {
  return {printable(migration.version), printable(migration.name),
          migration.locked ? "pending" : "pending, not locked", ""};
}

bool same_migration(const LedgerRow& row, const Migration& migration) {
  return same_version(row.version, migration.version);
}

std::string_view remark_on(const LedgerRow& row, const Migration& migration) {
  return row.digest == hex(migration.digest) ? "" : ", edited since";
}

}  // namespace

std::string status_report(const MigrationSet& set, std::span<const LedgerRow> rows) {
  std::vector<Line> lines{{"VERSION", "NAME", "STATE", "AT"}};
  std::size_t applied = 0;
  for (const Migration& migration : set.migrations) {
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const LedgerRow& candidate) {
      return same_migration(candidate, migration);
    });
    const bool recorded = row != rows.end();
    if (recorded && finished(*row)) ++applied;
    lines.push_back(recorded ? line_for(*row, remark_on(*row, migration)) : line_for(migration));
  }
  for (const LedgerRow& row : rows) {
    const bool known =
        std::any_of(set.migrations.begin(), set.migrations.end(),
                    [&](const Migration& migration) { return same_migration(row, migration); });
    if (!known) lines.push_back(line_for(row, ", unknown to this program"));
  }
  return concat(printable(set.name), ": ", std::to_string(applied), " of ",
                counted(set.migrations.size(), "migration"), " applied\n", aligned(lines));
}

std::string plan_report(const MigrationSet& set, const Plan& plan) {
  if (plan.pending.empty()) {
    return concat(printable(set.name), ": nothing to apply",
                  plan.unknown.empty() ? "" : "; the database is ahead of this program", "\n");
  }
  std::vector<Line> lines;
  for (const Migration* const migration : plan.pending) {
    lines.push_back({printable(migration->version), printable(migration->name),
                     counted(migration->statements.size(), "statement"),
                     migration->transactional ? "in one transaction" : "one by one"});
  }
  return concat(printable(set.name), ": ", counted(plan.pending.size(), "migration"), " to apply",
                plan.resumes ? ", the first of them to be resumed" : "", "\n", aligned(lines));
}

std::string summary_report(const MigrationSet& set, const Summary& summary, std::string_view done) {
  if (summary.applied.empty()) {
    return concat(printable(set.name), ": nothing to do",
                  summary.newer ? "; the database is ahead of this program" : "", "\n");
  }
  return concat(printable(set.name), ": ", std::to_string(summary.applied.size()), " ", done,
                " in ", duration_text(summary.took), "\n");
}

std::string holder_report(const Holder& holder) {
  if (holder.pid.empty()) return "waiting for another process";
  std::string text = concat("waiting for pid ", holder.pid);
  if (!holder.application.empty() || !holder.address.empty()) {
    text += concat(" (", printable(holder.application),
                   holder.application.empty() || holder.address.empty() ? "" : ", ",
                   printable(holder.address), ")");
  }
  if (!holder.state.empty()) {
    text += concat(", ", printable(holder.state), " for ", duration_text(holder.age));
  }
  if (!holder.query.empty()) text += concat(": ", printable(holder.query.substr(0, 60)));
  return text;
}

std::string duration_text(std::chrono::milliseconds duration) {
  constexpr auto readable = std::chrono::seconds(10);
  if (duration < readable) return concat(std::to_string(duration.count()), " ms");
  return concat(std::to_string(duration.count() / 1000), " s");
}

}  // namespace migc
