// The words behind the program's name: verb, options and operands. Pure.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "migc/result.h"

namespace migc::runner {

struct Flag {
  std::string_view name;  // "--json"
  bool takes_value = false;
};

// What a verb takes. The options that every verb takes are not listed.
struct Syntax {
  std::string_view verb;
  std::string_view usage;  // "baseline VERSION [--extend]"
  std::size_t fewest_operands = 0;
  std::size_t most_operands = 0;
  std::vector<Flag> flags{};
};

class Arguments {
 public:
  // The first word that is no option is the verb, `otherwise` when there is
  // none. Errors are sentences for people.
  static Result<Arguments, std::string> parse(std::span<const char* const> words,
                                              std::span<const Flag> common,
                                              std::span<const Syntax> verbs,
                                              std::string_view otherwise);

  const Syntax& syntax() const { return *syntax_; }
  bool has(std::string_view flag) const { return value(flag).has_value(); }
  // Empty for a flag that takes none.
  std::optional<std::string_view> value(std::string_view flag) const;
  std::span<const std::string_view> operands() const { return operands_; }

 private:
  const Syntax* syntax_ = nullptr;
  std::vector<std::pair<std::string_view, std::string_view>> flags_;
  std::vector<std::string_view> operands_;
};

// "500ms", "30s", "5min", "1h". Nothing: it is none.
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

}  // namespace migc::runner
