#include "compiler/lint/level_switch.h"

#include <array>
#include <string>
#include <utility>

#include "compiler/base/did_you_mean.h"
#include "compiler/lint/builtin_ids.h"

namespace migc::compiler {
namespace {

constexpr std::array<std::pair<std::string_view, Level>, 4> kLevels = {{{"off", Level::off},
                                                                        {"note", Level::note},
                                                                        {"warning", Level::warning},
                                                                        {"error", Level::error}}};

Failure mistake(const std::string& message) {
  return {message, "-W RULE, -W no-RULE, or -W LEVEL=RULE; `migc rules` lists the rules", ""};
}

Result<void> set_level(Config& config, std::string_view id, std::optional<Level> level) {
  const Rule* rule = find_rule(id);
  if (id == "all") {
    config.all = level.value_or(Level::warning);
  } else if (rule) {
    const Level when_on = rule->level == Level::off ? Level::warning : rule->level;
    config.levels.insert_or_assign(std::string(id), level.value_or(when_on));
  } else if (is_builtin(id)) {
    return mistake("-W: \"" + std::string(id) + "\" is not a setting: it always counts");
  } else {
    return mistake("-W: unknown rule \"" + std::string(id) + "\"" + suggestion(id, rule_ids()));
  }
  return {};
}

}  // namespace

Result<void> apply_switch(Config& config, std::string_view text) {
  constexpr std::string_view kNo = "no-";
  const auto equals = text.find('=');
  if (equals == std::string_view::npos)
    return text.starts_with(kNo) ? set_level(config, text.substr(kNo.size()), Level::off)
                                 : set_level(config, text, std::nullopt);
  for (const auto& [name, level] : kLevels)
    if (name == text.substr(0, equals)) return set_level(config, text.substr(equals + 1), level);
  return mistake("-W: the level of a rule is off, note, warning or error, not \"" +
                 std::string(text.substr(0, equals)) + "\"");
}

}  // namespace migc::compiler
