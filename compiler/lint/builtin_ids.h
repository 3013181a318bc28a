// Findings that no rule makes: about the set itself, its files and its lockfile.
#pragma once

#include <string_view>
#include <vector>

namespace migc::compiler {

// Whether `id` names such a finding. They can be neither configured nor allowed away.
bool is_builtin(std::string_view id);

// The ids of all rules, for suggestions.
std::vector<std::string_view> rule_ids();

}  // namespace migc::compiler
