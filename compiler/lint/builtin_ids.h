// Findings that no rule makes: about the set itself, its files and its lockfile.
#pragma once

#include <string_view>
#include <vector>

namespace migc::compiler {

// Whether `id` names such a finding. They cannot be configured.
bool is_builtin(std::string_view id);

// That a file holds no statement can be meant so. It is the only one of them that
// `-- migc: allow` hides.
inline constexpr std::string_view kEmptyMigration = "empty-migration";

// The ids of all rules, for suggestions.
std::vector<std::string_view> rule_ids();

}  // namespace migc::compiler
