#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/utf8.h"
#include "compiler/report/forecast_report.h"

namespace migc::compiler {
namespace {

constexpr std::size_t kWidest = 96;  // of a statement's line
constexpr int kRowExclusive = 3;     // weaker ones are nobody's concern

std::string shown(const ForecastRelation& relation) {
  std::string out = relation.schema == "public" ? "" : printable(relation.schema) + ".";
  out += printable(relation.name);
  if (relation.object != "table") out = relation.object + " " + out;
  return out;
}

std::string perhaps(const ForecastRelation& relation) {
  return relation.certain ? "" : "perhaps ";
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += between;
    out += part;
  }
  return out;
}

// One line, cut at a character's end.
std::string headline(const std::string& sql) {
  std::string out;
  for (const char c : sql) {
    const bool blank = c == '\n' || c == '\t' || c == ' ';
    if (!blank)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  if (out.size() <= kWidest) return printable(out);
  std::size_t end = kWidest;
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0U) == 0x80) --end;
  return printable(out.substr(0, end)) + " …";
}

// Beside the table that they belong to, indexes are counted, not named.
std::string list(const std::vector<ForecastRelation>& relations) {
  const bool named = std::all_of(relations.begin(), relations.end(),
                                 [](const auto& one) { return one.object == "index"; });
  std::vector<std::string> names;
  std::size_t indexes = 0;
  for (const ForecastRelation& one : relations) {
    if (!one.existed) continue;
    if (one.object == "index" && !named)
      ++indexes;
    else
      names.push_back(perhaps(one) + shown(one));
  }
  if (indexes > 0) names.push_back(indexes == 1 ? "1 index" : std::to_string(indexes) + " indexes");
  return joined(names, ", ");
}

std::string list(const std::vector<ForecastLock>& locks) {
  std::vector<std::string> out;
  for (const ForecastLock& lock : locks) {
    const bool index = lock.relation.object == "index" || lock.relation.object == "sequence";
    if (lock.relation.existed && !index && lock.strength >= kRowExclusive)
      out.push_back(perhaps(lock.relation) + shown(lock.relation) + " " + lock.mode_words);
  }
  return joined(out, ", ");
}

// " while statements 2, 3 work"; without work, a lock is held for a moment.
std::string how_long(const ForecastLock& lock) {
  if (lock.during.empty()) return " for a moment";
  std::vector<std::string> numbers;
  for (const std::size_t number : lock.during) numbers.push_back(std::to_string(number));
  return numbers.size() == 1 ? " while statement " + numbers.front() + " works"
                             : " while statements " + joined(numbers, ", ") + " work";
}

std::string feeling(const ForecastLock& lock) {
  if (lock.blocks_reads) return "readers and writers wait" + how_long(lock);
  return lock.blocks_writes ? "writers wait" + how_long(lock) : "readers and writers go on";
}

void add_line(std::string& out, std::string_view word, const std::string& text) {
  if (!text.empty()) out += fmt::format("    {:<10}{}\n", word, text);
}

// "readers and writers of bookings (locked since statement 1) wait".
std::string meanwhile(const ForecastStatement& statement) {
  std::vector<std::string> parts;
  for (const ForecastLock& lock : statement.held) {
    const std::string since = lock.since == statement.number
                                  ? ""
                                  : fmt::format(" (locked since statement {})", lock.since);
    parts.push_back(fmt::format("{}{} of {}{} wait", perhaps(lock.relation),
                                lock.blocks_reads ? "readers and writers" : "writers",
                                shown(lock.relation), since));
  }
  return joined(parts, "; ");
}

// It touches what was there before, or works while others wait.
bool concerns_others(const ForecastStatement& statement) {
  return !statement.certain || !statement.versions.empty() || !statement.held.empty() ||
         !list(statement.locks).empty() || !list(statement.rewrites).empty() ||
         !list(statement.scans).empty() || !list(statement.changes).empty();
}

void add_statement(std::string& out, const ForecastStatement& statement) {
  out += fmt::format("  {} (line {}): {}\n", statement.number, statement.line,
                     headline(statement.sql));
  add_line(out, "locks", list(statement.locks));
  add_line(out, "rewrites", list(statement.rewrites));
  add_line(out, "reads", list(statement.scans));
  add_line(out, "changes", list(statement.changes));
  add_line(out, "meanwhile", meanwhile(statement));
  if (statement.why != statement.uncertainty) add_line(out, "why", printable(statement.why));
  if (!statement.certain)
    add_line(out, "uncertain", "it may do more: " + printable(statement.uncertainty));
  for (const std::string& note : statement.versions) add_line(out, "versions", note);
}

void add_migration(std::string& out, const ForecastMigration& migration) {
  out += fmt::format("{}: {}\n", printable(migration.file),
                     migration.transactional ? "in one transaction" : "statement by statement");
  const bool old = std::any_of(migration.statements.begin(), migration.statements.end(),
                               [](const auto& statement) { return concerns_others(statement); });
  if (!old) {
    out += "  touches nothing that was there before\n";
    return;
  }
  for (const ForecastStatement& statement : migration.statements)
    if (concerns_others(statement)) add_statement(out, statement);
  const std::string until =
      migration.transactional ? "until the transaction ends" : "until the statement ends";
  std::string sum;
  for (const ForecastLock& lock : migration.strongest)
    if (lock.strength > kRowExclusive)
      sum += fmt::format("    {}{}: {} from statement {} {}; {}\n", perhaps(lock.relation),
                         shown(lock.relation), lock.mode_words, lock.since, until, feeling(lock));
  if (!sum.empty()) out += "  in sum\n" + sum;
}

bool blocks(const std::vector<ForecastLock>& locks, bool ForecastLock::*kind) {
  return std::any_of(locks.begin(), locks.end(), [&](const ForecastLock& lock) {
    return lock.relation.existed && lock.relation.certain && lock.*kind;
  });
}

}  // namespace

bool ForecastStatement::blocks_reads() const {
  return blocks(locks, &ForecastLock::blocks_reads);
}

bool ForecastStatement::blocks_writes() const {
  return blocks(locks, &ForecastLock::blocks_writes);
}

std::string to_text(const ForecastReport& report) {
  std::string out;
  for (const ForecastMigration& migration : report.migrations) add_migration(out, migration);
  return out;
}

}  // namespace migc::compiler
