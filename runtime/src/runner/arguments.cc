#include "runner/arguments.h"

#include <algorithm>

#include "ledger.h"
#include "text.h"

namespace migc::runner {
namespace {

const Flag* find_flag(std::span<const Flag> flags, std::string_view name) {
  const auto found =
      std::find_if(flags.begin(), flags.end(), [&](const Flag& flag) { return flag.name == name; });
  return found == flags.end() ? nullptr : &*found;
}

const Syntax* find_verb(std::span<const Syntax> verbs, std::string_view name) {
  const auto found = std::find_if(verbs.begin(), verbs.end(),
                                  [&](const Syntax& syntax) { return syntax.verb == name; });
  return found == verbs.end() ? nullptr : &*found;
}

std::string usage(const Syntax& syntax) {
  return concat("usage: PROGRAM ", syntax.usage);
}

// "--limit=5s" is the name and, behind the sign, the value.
struct Option {
  std::string_view name;
  std::optional<std::string_view> value;
};

Option split(std::string_view word) {
  const std::size_t sign = word.find('=');
  if (sign == std::string_view::npos) return {word, std::nullopt};
  return {word.substr(0, sign), word.substr(sign + 1)};
}

bool is_option(std::string_view word) {
  return word.size() > 1 && word.front() == '-';
}

}  // namespace

Result<Arguments, std::string> Arguments::parse(std::span<const char* const> words,
                                                std::span<const Flag> common,
                                                std::span<const Syntax> verbs,
                                                std::string_view otherwise) {
  Arguments parsed;
  std::vector<Option> options;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (!is_option(word)) {
      if (parsed.syntax_ != nullptr) {
        parsed.operands_.push_back(word);
        continue;
      }
      parsed.syntax_ = find_verb(verbs, word);
      if (parsed.syntax_ == nullptr) return concat("there is no verb ", printable(word));
      continue;
    }
    Option option = split(word);
    const Flag* flag = find_flag(common, option.name);
    if (flag == nullptr && parsed.syntax_ != nullptr) {
      flag = find_flag(parsed.syntax_->flags, option.name);
    }
    if (flag == nullptr) {
      return parsed.syntax_ == nullptr
                 ? concat("there is no option ", printable(option.name), " before the verb")
                 : concat(parsed.syntax_->verb, " has no option ", printable(option.name), "; ",
                          usage(*parsed.syntax_));
    }
    if (!flag->takes_value && option.value) {
      return concat("the option ", flag->name, " takes no value");
    }
    if (flag->takes_value && !option.value) {
      if (++i == words.size()) return concat("the option ", flag->name, " needs a value");
      option.value = words[i];
    }
    parsed.flags_.emplace_back(flag->name, option.value.value_or(std::string_view()));
  }
  if (parsed.syntax_ == nullptr) parsed.syntax_ = find_verb(verbs, otherwise);
  const std::size_t operands = parsed.operands_.size();
  if (operands < parsed.syntax_->fewest_operands || operands > parsed.syntax_->most_operands) {
    return concat(operands < parsed.syntax_->fewest_operands ? "too few" : "too many",
                  " words behind ", parsed.syntax_->verb, "; ", usage(*parsed.syntax_));
  }
  return parsed;
}

std::optional<std::string_view> Arguments::value(std::string_view flag) const {
  for (const auto& [name, value] : flags_) {
    if (name == flag) return value;
  }
  return std::nullopt;
}

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
  const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
  const auto number = parse_number(text.substr(0, end));
  const std::string_view unit = text.substr(end);
  if (!number) return std::nullopt;
  if (unit == "ms") return std::chrono::milliseconds(*number);
  if (unit == "s") return std::chrono::seconds(*number);
  if (unit == "min") return std::chrono::minutes(*number);
  if (unit == "h") return std::chrono::hours(*number);
  return std::nullopt;
}

}  // namespace migc::runner
