#include "report.h"

#include <algorithm>
#include <vector>

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

std::string state_text(const Entry& entry) {
  std::string text(to_text(entry.state));
  if (entry.state == EntryState::started) {
    text = concat("stopped after ", counted(entry.statements_done, "statement"));
  }
  if (entry.state == EntryState::reverting) {
    text = concat("undo stopped after ", counted(entry.statements_done, "statement"));
  }
  if (entry.edited) text += ", edited since";
  if (entry.migration == nullptr)
    text += ", unknown to this program";
  else if (entry.state == EntryState::pending && !entry.migration->locked)
    text += ", not locked";
  return text;
}

Line line_for(const Entry& entry) {
  return {printable(entry.version), printable(entry.name), state_text(entry), printable(entry.at)};
}

// Who did it, as far as anybody knows.
std::string doer(const HistoryLine& line) {
  if (line.by.empty()) return line.application;
  return line.application.empty() ? line.by : concat(line.by, ", ", line.application);
}

std::string failure_text(const HistoryLine& line) {
  std::string text = line.error;
  if (!line.sqlstate.empty()) text += concat(" ", line.sqlstate);
  if (line.statement != 0) text += concat(" in statement ", std::to_string(line.statement));
  return text;
}

Line line_for(const HistoryLine& line) {
  std::string what = line.event;
  if (!line.error.empty()) what += concat(": ", failure_text(line));
  const std::string who = doer(line);
  return {printable(line.at), printable(concat(line.version, "_", line.name)), printable(what),
          who.empty() ? "" : printable(concat("by ", who))};
}

}  // namespace

std::string status_report(const MigrationSet& set, std::span<const Entry> entries) {
  std::vector<Line> lines{{"VERSION", "NAME", "STATE", "AT"}};
  std::size_t applied = 0;
  for (const Entry& entry : entries) {
    const bool done = entry.state == EntryState::applied || entry.state == EntryState::baselined;
    if (done && entry.migration != nullptr) ++applied;
    lines.push_back(line_for(entry));
  }
  return concat(printable(set.name), ": ", std::to_string(applied), " of ",
                counted(set.migrations.size(), "migration"), " applied\n", aligned(lines));
}

std::string verification_report(const MigrationSet& set, const Verification& verification) {
  const std::string tail =
      concat("; ", std::to_string(verification.pending), " pending, ",
             std::to_string(verification.unknown.size()), " unknown to this program\n");
  if (!verification.agrees()) {
    return concat(printable(set.name), ": ", counted(verification.differences.size(), "difference"),
                  tail);
  }
  return concat(printable(set.name), ": ", counted(verification.applied, "migration"),
                " as this program knows them", tail);
}

std::string history_report(const MigrationSet& set, std::span<const HistoryLine> history) {
  std::vector<Line> lines;
  for (const HistoryLine& line : history) lines.push_back(line_for(line));
  return concat(printable(set.name), ": ", counted(history.size(), "event"), "\n", aligned(lines));
}

std::string drift_report(const MigrationSet& set, const Drift& drift) {
  const std::string name = printable(set.name);
  if (drift.since.empty()) return concat(name, ": no run has recorded the catalog yet\n");
  std::vector<Line> lines;
  for (const CatalogChange& change : drift.changes) {
    lines.push_back(
        {std::string(to_text(change.change)), printable(change.kind), printable(change.name), ""});
  }
  const std::string remark =
      drift.complete ? ""
                     : "a run was interrupted before it could record its own changes, which are "
                       "among these\n";
  return concat(name, ": ", counted(drift.changes.size(), "change"), " by other hands since ",
                printable(drift.since), "\n", remark, aligned(lines));
}

std::string manifest_report(const MigrationSet& set) {
  std::vector<Line> lines{{"VERSION", "NAME", "DIGEST", "UNDO"}};
  for (const Migration& migration : set.migrations) {
    lines.push_back({printable(migration.version), printable(migration.name),
                     concat("sha256:", hex(migration.digest)),
                     migration.irreversible   ? "irreversible"
                     : migration.down.empty() ? "none"
                                              : "yes"});
  }
  std::string text = concat(printable(set.name), ": ", counted(set.migrations.size(), "migration"),
                            " in this program\n", aligned(lines));
  if (!set.migrations.empty()) {
    text += concat("head sha256:", hex(set.migrations.back().chain), "\n");
  }
  return text;
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

std::string sql_report(const Plan& plan) {
  std::string text;
  for (const Migration* const migration : plan.pending) {
    text += concat("-- ", printable(migration->file), "\n");
    if (migration->transactional) text += "BEGIN;\n";
    for (const Statement& statement : migration->statements) {
      text += concat(printable_lines(statement.sql), ";\n");
    }
    text += migration->transactional ? "COMMIT;\n\n" : "\n";
  }
  return text;
}

std::string rehearsal_report(const MigrationSet& set, const Rehearsal& rehearsal) {
  std::string text = concat(printable(set.name), ": ", std::to_string(rehearsal.rehearsed.size()),
                            " rehearsed and rolled back in ", duration_text(rehearsal.took), "\n");
  if (rehearsal.skipped.empty()) return text;
  text += concat("not rehearsed: ", printable(rehearsal.skipped.front()),
                 " cannot run in a transaction");
  const std::size_t behind = rehearsal.skipped.size() - 1;
  if (behind > 0) text += concat(", nor ", counted(behind, "migration"), " behind it");
  return text + "\n";
}

std::string undo_report(const MigrationSet& set, const UndoPlan& plan) {
  std::vector<Line> lines;
  std::string sql;
  for (const UndoStep& step : plan.steps) {
    lines.push_back({printable(step.version), printable(step.name),
                     counted(step.statements.size(), "statement"),
                     step.from_ledger ? "as the ledger has it" : ""});
    sql += concat("\n-- ", printable(step.file), "\n");
    for (const std::string& statement : step.statements) {
      sql += concat(printable_lines(statement), ";\n");
    }
  }
  return concat(printable(set.name), ": ", counted(plan.steps.size(), "migration"),
                " to take back\n", aligned(lines), sql);
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
