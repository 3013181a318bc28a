// The texts that the runner prints about sets and ledgers. Pure.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>

#include "migc/embedded.h"
#include "migc/ledger_view.h"
#include "migc/migrator.h"

namespace migc {

// One line per migration of the set, then those that only the ledger knows.
std::string status_report(const MigrationSet& set, std::span<const Entry> entries);

// One line: how many agree. The differences are errors that describe themselves.
std::string verification_report(const MigrationSet& set, const Verification& verification);

// One line per event, oldest first.
std::string history_report(const MigrationSet& set, std::span<const HistoryLine> history);

// One line per object that other hands have changed.
std::string drift_report(const MigrationSet& set, const Drift& drift);

// What is embedded; the last line is the lockfile's.
std::string manifest_report(const MigrationSet& set);

// One line per pending migration.
std::string plan_report(const MigrationSet& set, const Plan& plan);

// The SQL that `apply` would run, as a script for people to read.
std::string sql_report(const Plan& plan);

// What a rehearsal covered.
std::string rehearsal_report(const MigrationSet& set, const Rehearsal& rehearsal);

// One line per migration to take back, then the SQL.
std::string undo_report(const MigrationSet& set, const UndoPlan& plan);

// "5 applied in 12 ms", or that there was nothing to do. `done` is the verb.
std::string summary_report(const MigrationSet& set, const Summary& summary, std::string_view done);

// "waiting for pid 12 (shop, 10.0.0.7), active for 3 s"
std::string holder_report(const Holder& holder);

// "850 ms", "12 s"
std::string duration_text(std::chrono::milliseconds duration);

}  // namespace migc
