#include "repair.h"

#include <algorithm>

#include "planner.h"
#include "text.h"

namespace migc {
namespace {

bool says_the_same(const LedgerRow& row, const Migration& migration) {
  return row.version == migration.version && row.name == migration.name &&
         row.tokens == hex(migration.tokens);
}

Error too_new(const LedgerRow& row) {
  return Error{.code = ErrorCode::history_newer,
               .message = concat("the database also holds ", row.version, "_", row.name,
                                 ", which this program does not know"),
               .help = "repair with the program that applied it",
               .migration = row.version};
}

Error usage(std::string message, std::string help) {
  return Error{.code = ErrorCode::usage, .message = std::move(message), .help = std::move(help)};
}

}  // namespace

Result<std::vector<Repin>> find_repins(const MigrationSet& set, std::span<const LedgerRow> rows) {
  if (auto sound = check_rows(rows); !sound) return std::move(sound).error();
  std::vector<Repin> repins;
  const std::size_t shared = std::min(rows.size(), set.migrations.size());
  for (std::size_t entry = 0; entry < shared; ++entry) {
    const Migration& migration = set.migrations[entry];
    const LedgerRow& row = rows[entry];
    // A chain can only be wrong because of a digest before it.
    const bool chained = repins.empty();
    auto same = chained ? check_entry(set, rows, entry) : check_text(set, rows, entry);
    if (!same && !says_the_same(row, migration)) return std::move(same).error();
    if (!same && row.digest == hex(migration.digest)) return std::move(same).error();
    if (!same || row.chain != hex(migration.chain)) repins.push_back({&row, &migration});
  }
  if (!repins.empty() && rows.size() > shared) return too_new(rows[shared]);
  return repins;
}

Result<const LedgerRow*> find_settled(std::span<const LedgerRow> rows, std::string_view version,
                                      Settlement settlement) {
  if (auto sound = check_rows(rows); !sound) return std::move(sound).error();
  if (rows.empty() || !same_version(rows.back().version, version)) {
    return usage(concat("migration ", version, " is not the last one of the ledger"),
                 "see `status`: only the last one can be settled");
  }
  const LedgerRow& row = rows.back();
  if (settlement == Settlement::done && finished(row)) {
    return usage(concat("migration ", version, " is not stopped midway"), "there is nothing to do");
  }
  return &row;
}

}  // namespace migc
