// migc.toml: the settings of one set.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/base/failure.h"
#include "compiler/lint/patterns.h"
#include "compiler/rules/rule.h"

namespace migc::compiler {

inline constexpr int kOldestServer = 14;
inline constexpr int kNewestServer = 18;

enum class History : std::uint8_t {
  complete,  // the set starts from an empty database
  partial,   // tables may exist that no migration of the set made
};

struct Config {
  int server_version = kOldestServer;  // the oldest server that must run the set
  History history = History::complete;
  std::optional<Level> all;  // for every rule that has no level of its own; nothing: its default
  std::map<std::string, Level, std::less<>> levels;                   // by rule
  std::shared_ptr<Patterns> patterns = std::make_shared<Patterns>();  // of rules, never null

  Level level(const Rule& rule) const;
};

// Fails with the position and a suggestion on a syntax error, an unknown key or
// a value that makes no sense. `path` is for messages.
Result<Config> parse_config(std::string_view text, const std::string& path);

}  // namespace migc::compiler
