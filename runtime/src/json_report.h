// What the runner prints with --json: one document, `"format": 1`, to which
// members may be added. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "migc/embedded.h"
#include "migc/error.h"
#include "migc/ledger_view.h"
#include "migc/migrator.h"

namespace migc {

// `difference`: why the histories do not fit together, or null.
std::string status_json(const MigrationSet& set, std::span<const Entry> entries,
                        const Error* difference);
std::string plan_json(const MigrationSet& set, const Plan& plan);
std::string verification_json(const MigrationSet& set, const Verification& verification);
std::string history_json(const MigrationSet& set, std::span<const HistoryLine> lines);
std::string sql_json(const MigrationSet& set, const Plan& plan);
std::string rehearsal_json(const MigrationSet& set, const Rehearsal& rehearsal);
std::string undo_json(const MigrationSet& set, const UndoPlan& plan);
std::string drift_json(const MigrationSet& set, const Drift& drift);
std::string manifest_json(const MigrationSet& set);

// What a run did, under the name of its verb; `error` is why it stopped, or null.
std::string summary_json(const MigrationSet& set, const Summary& summary, std::string_view verb,
                         const Error* error);

std::string error_json(const MigrationSet& set, const Error& error);

}  // namespace migc
