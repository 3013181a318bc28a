#include "compiler/lint/builtin_ids.h"

#include <algorithm>
#include <array>

#include "compiler/rules/rule.h"

namespace migc::compiler {
namespace {

constexpr std::array<std::string_view, 16> kBuiltin = {
    "duplicate-version", "edited",         "empty-migration", "encoding",          "file-name",
    "lockfile",          "missing-reason", "out-of-order",    "psql-command",      "removed",
    "renamed",           "reordered",      "syntax-error",    "unknown-directive", "unknown-rule",
    "unlocked"};

}  // namespace

bool is_builtin(std::string_view id) {
  return id == "unused-allow" || std::find(kBuiltin.begin(), kBuiltin.end(), id) != kBuiltin.end();
}

std::vector<std::string_view> rule_ids() {
  std::vector<std::string_view> ids;
  for (const Rule* rule : all_rules()) ids.push_back(rule->id);
  return ids;
}

}  // namespace migc::compiler
