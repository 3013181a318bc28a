#include "verify.h"

#include <algorithm>

#include "planner.h"
#include "text.h"

namespace migc {
namespace {

EntryState state_of(const LedgerRow& row) {
  switch (row.state) {
    case RowState::started:
      return EntryState::started;
    case RowState::applied:
      return EntryState::applied;
    case RowState::baselined:
      return EntryState::baselined;
    case RowState::reverting:
      break;
  }
  return EntryState::reverting;
}

Entry entry_for(const LedgerRow& row, const Migration* migration) {
  return Entry{.migration = migration,
               .version = row.version,
               .name = row.name,
               .state = state_of(row),
               .edited = migration != nullptr && row.digest != hex(migration->digest),
               .batch = row.batch,
               .statements_done = row.statements_done,
               .at = row.applied_at,
               .by = row.applied_by,
               .application = row.application,
               .took = row.took};
}

Entry entry_for(const Migration& migration) {
  return Entry{.migration = &migration,
               .version = std::string(migration.version),
               .name = std::string(migration.name)};
}

void count(Verification& verification, std::span<const Entry> entries) {
  for (const Entry& entry : entries) {
    const bool done = entry.state == EntryState::applied || entry.state == EntryState::baselined;
    if (entry.migration == nullptr) {
      verification.unknown.push_back(entry.version);
    } else if (done) {
      ++verification.applied;
    } else {
      ++verification.pending;
    }
  }
}

std::vector<Error> find_differences(const MigrationSet& set, std::span<const LedgerRow> rows) {
  if (auto sound = check_rows(rows); !sound) return {std::move(sound).error()};
  std::vector<Error> differences;
  const std::size_t shared = std::min(rows.size(), set.migrations.size());
  for (std::size_t entry = 0; entry < shared; ++entry) {
    // Behind an edited migration no chain is the expected one.
    const bool chained = differences.empty();
    auto same = chained ? check_entry(set, rows, entry) : check_text(set, rows, entry);
    if (!same) differences.push_back(std::move(same).error());
    if (!same_version(rows[entry].version, set.migrations[entry].version)) return differences;
  }
  if (!rows.empty() && rows.back().state == RowState::reverting) {
    differences.push_back(stopped_undo(rows.back()));
  }
  return differences;
}

}  // namespace

std::string_view to_text(EntryState state) {
  switch (state) {
    case EntryState::pending:
      return "pending";
    case EntryState::started:
      return "started";
    case EntryState::applied:
      return "applied";
    case EntryState::baselined:
      return "baselined";
    case EntryState::reverting:
      break;
  }
  return "reverting";
}

std::vector<Entry> list_entries(const MigrationSet& set, std::span<const LedgerRow> rows) {
  std::vector<Entry> entries;
  std::vector<bool> known(rows.size(), false);
  for (const Migration& migration : set.migrations) {
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const LedgerRow& candidate) {
      return same_version(candidate.version, migration.version);
    });
    const bool recorded = row != rows.end();
    if (recorded) known[static_cast<std::size_t>(row - rows.begin())] = true;
    entries.push_back(recorded ? entry_for(*row, &migration) : entry_for(migration));
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!known[i]) entries.push_back(entry_for(rows[i], nullptr));
  }
  return entries;
}

Verification verify_rows(const MigrationSet& set, std::span<const LedgerRow> rows) {
  Verification verification{.differences = find_differences(set, rows)};
  count(verification, list_entries(set, rows));
  return verification;
}

}  // namespace migc
