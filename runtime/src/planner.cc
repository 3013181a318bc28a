#include "planner.h"

#include <algorithm>

#include "text.h"

namespace migc {
namespace {

std::string_view significant(std::string_view version) {
  const std::size_t first = version.find_first_not_of('0');
  return first == std::string_view::npos ? std::string_view() : version.substr(first);
}

std::string title(const LedgerRow& row) {
  return concat(row.version, "_", row.name);
}

std::string short_digest(std::string_view digest) {
  return std::string(digest.substr(0, 12));
}

Error history_error(ErrorCode code, const Migration& migration, std::string message,
                    std::string help) {
  return Error{.code = code,
               .message = std::move(message),
               .help = std::move(help),
               .migration = std::string(migration.version),
               .file = std::string(migration.file)};
}

Error damaged(const LedgerRow& row, std::string_view what) {
  return Error{.code = ErrorCode::ledger,
               .message = concat("the ledger is damaged at row ", std::to_string(row.ordinal), " (",
                                 title(row), "): ", what),
               .help = "restore the ledger's rows from a backup; migc never edits them by itself",
               .migration = row.version};
}

Error edited(const Migration& migration, const LedgerRow& row) {
  return history_error(
      ErrorCode::history_edited, migration,
      concat("migration ", title(migration), " differs from what was applied to this database (",
             short_digest(row.digest), " applied, ", short_digest(hex(migration.digest)),
             " in this program)"),
      "restore the file as it was applied, and put the change into a new migration");
}

Error renamed(const Migration& migration, const LedgerRow& row) {
  return history_error(
      ErrorCode::history_edited, migration,
      concat("migration ", title(migration), " was applied to this database as ", title(row)),
      "give the file its old name back");
}

Error out_of_order(const Migration& late, const LedgerRow& applied) {
  return history_error(
      ErrorCode::out_of_order, late,
      concat("migration ", title(late), " is pending but sorts before ", title(applied),
             ", which was already applied"),
      concat("give it a version after ", applied.version,
             " (`migc lock --rebase-onto` does that when you merge) and build again"));
}

Error forked(const Migration& migration, const LedgerRow& row) {
  return history_error(
      ErrorCode::history_forked, migration,
      concat("the histories part at entry ", std::to_string(row.ordinal), ": the database has ",
             title(row), ", this program has ", title(migration)),
      "start a program built from the branch that this database follows, or merge that branch and "
      "give this program's migrations later versions");
}

Error unknown_in_between(const LedgerRow& row, const Migration& next) {
  return history_error(ErrorCode::history_forked, next,
                       concat("the database holds ", title(row), " before ", title(next),
                              ", and this program does not know it"),
                       "restore the missing migration file, or start a program that has it");
}

bool holds(std::span<const LedgerRow> rows, std::string_view version) {
  return std::any_of(rows.begin(), rows.end(),
                     [&](const LedgerRow& row) { return same_version(row.version, version); });
}

bool knows(std::span<const Migration> migrations, std::string_view version) {
  return std::any_of(migrations.begin(), migrations.end(), [&](const Migration& migration) {
    return same_version(migration.version, version);
  });
}

// Requires: the versions of `row` and `migrations[row.ordinal - 1]` differ.
Error explain_difference(const MigrationSet& set, std::span<const LedgerRow> rows,
                         std::size_t entry) {
  const Migration& migration = set.migrations[entry];
  const LedgerRow& row = rows[entry];
  const bool row_known = knows(set.migrations.subspan(entry), row.version);
  const bool migration_held = holds(rows.subspan(entry), migration.version);
  if (row_known && !migration_held) return out_of_order(migration, row);
  if (!row_known && migration_held) return unknown_in_between(row, migration);
  return forked(migration, row);
}

void append_pending(Plan& plan, const MigrationSet& set, std::size_t first) {
  for (const Migration& migration : set.migrations.subspan(first)) {
    plan.pending.push_back(&migration);
  }
  if (!plan.pending.empty()) plan.standing = Standing::pending;
}

// Requires: the rows and the set agree as far as both go.
Decision continue_after(const MigrationSet& set, std::span<const LedgerRow> rows) {
  Decision decision;
  std::size_t done = std::min(rows.size(), set.migrations.size());
  if (!rows.empty()) {
    decision.position = {rows.back().ordinal, rows.back().chain};
    decision.last_batch = rows.back().batch;
  }
  if (done == rows.size() && done > 0 && rows.back().state == RowState::started) {
    decision.unfinished = rows.back();
    decision.plan.resumes = true;
    --done;
  }
  decision.plan.applied = done;
  append_pending(decision.plan, set, done);
  for (const LedgerRow& row : rows.subspan(std::min(rows.size(), set.migrations.size()))) {
    decision.plan.unknown.push_back(row.version);
  }
  if (!decision.plan.unknown.empty()) decision.plan.standing = Standing::newer;
  return decision;
}

}  // namespace

bool same_version(std::string_view a, std::string_view b) {
  return significant(a) == significant(b);
}

Error stopped_undo(const LedgerRow& row) {
  return Error{
      .code = ErrorCode::stopped,
      .message = concat("the undo of ", title(row), " was stopped midway"),
      .help = "finish it: run the verb `rollback`, of the program that began it if it differs",
      .migration = row.version};
}

Result<void> check_rows(std::span<const LedgerRow> rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].ordinal != i + 1) return damaged(rows[i], "rows before it are missing");
    const bool last = i + 1 == rows.size();
    if (!last && !finished(rows[i])) return damaged(rows[i], "it is unfinished, yet others follow");
  }
  return {};
}

Result<void> check_text(const MigrationSet& set, std::span<const LedgerRow> rows,
                        std::size_t entry) {
  const Migration& migration = set.migrations[entry];
  const LedgerRow& row = rows[entry];
  if (!same_version(row.version, migration.version)) return explain_difference(set, rows, entry);
  if (row.digest != hex(migration.digest)) return edited(migration, row);
  if (row.version != migration.version || row.name != migration.name) {
    return renamed(migration, row);
  }
  return {};
}

Result<void> check_entry(const MigrationSet& set, std::span<const LedgerRow> rows,
                         std::size_t entry) {
  if (auto same = check_text(set, rows, entry); !same) return same;
  const LedgerRow& row = rows[entry];
  if (row.chain == hex(set.migrations[entry].chain)) return {};
  return damaged(row, "its chain does not follow");
}

std::optional<Decision> decide_by_head(const MigrationSet& set, const Head& head) {
  Decision decision;
  if (!head.last) {
    decision.first_start = !head.exists;
    append_pending(decision.plan, set, 0);
    return decision;
  }
  const LedgerRow& last = *head.last;
  if (!finished(last) || last.ordinal == 0 || last.ordinal > set.migrations.size()) {
    return std::nullopt;
  }
  if (last.chain != hex(set.migrations[last.ordinal - 1].chain)) return std::nullopt;
  decision.position = {last.ordinal, last.chain};
  decision.last_batch = last.batch;
  decision.plan.applied = last.ordinal;
  append_pending(decision.plan, set, last.ordinal);
  return decision;
}

Result<Decision> decide_by_rows(const MigrationSet& set, std::span<const LedgerRow> rows) {
  if (auto sound = check_rows(rows); !sound) return sound.error();
  const std::size_t shared = std::min(rows.size(), set.migrations.size());
  for (std::size_t entry = 0; entry < shared; ++entry) {
    if (auto same = check_entry(set, rows, entry); !same) return same.error();
  }
  if (!rows.empty() && rows.back().state == RowState::reverting) return stopped_undo(rows.back());
  return continue_after(set, rows);
}

Result<void> check_newer(std::span<const std::string> unknown, bool exact) {
  if (!exact || unknown.empty()) return {};
  return Error{.code = ErrorCode::history_newer,
               .message = concat("the database holds ", std::to_string(unknown.size()),
                                 " migration(s) that this program does not know, the first is ",
                                 unknown.front()),
               .help = "start a newer program, or allow a newer database (Options::exact = false)",
               .migration = unknown.front()};
}

Error unexplained_tables(const std::string& example) {
  return Error{
      .code = ErrorCode::ledger,
      .message = concat("the database has tables (such as ", example, ") but no migration ledger"),
      .help =
          "if these migrations describe them, run the verb `baseline VERSION` once, with the "
          "last version they stand for; `baseline 0` starts from the first one beside them"};
}

Result<void> check_locked(std::span<const Migration* const> pending, bool development) {
  if (development) return {};
  const auto unlocked = std::find_if(pending.begin(), pending.end(),
                                     [](const Migration* migration) { return !migration->locked; });
  if (unlocked == pending.end()) return {};
  return history_error(
      ErrorCode::not_locked, **unlocked,
      concat("migration ", title(**unlocked),
             " was not in the lockfile when this program was built"),
      "run `migc lock`, commit the lockfile and build again; on a developer's database set "
      "MIGC_ENV=development");
}

}  // namespace migc
