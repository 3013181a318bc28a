// The texts that the runner prints about sets and ledgers. Pure.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>

#include "ledger.h"
#include "migc/embedded.h"
#include "migc/migrator.h"

namespace migc {

// One line per migration of the set, then those that only the ledger knows.
std::string status_report(const MigrationSet& set, std::span<const LedgerRow> rows);

// One line per pending migration.
std::string plan_report(const MigrationSet& set, const Plan& plan);

// "5 applied in 12 ms", or that there was nothing to do. `done` is the verb.
std::string summary_report(const MigrationSet& set, const Summary& summary, std::string_view done);

// "waiting for pid 12 (shop, 10.0.0.7), active for 3 s"
std::string holder_report(const Holder& holder);

// "850 ms", "12 s"
std::string duration_text(std::chrono::milliseconds duration);

}  // namespace migc
