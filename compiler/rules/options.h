// The settings of single rules. What a pattern is, rules need not know.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace migc::compiler {

struct ForbiddenText {
  std::size_t begin = 0;  // in the statement
  std::size_t end = 0;
  std::string message;
};

class RuleOptions {
 public:
  RuleOptions() = default;
  RuleOptions(const RuleOptions&) = delete;
  RuleOptions& operator=(const RuleOptions&) = delete;
  virtual ~RuleOptions() = default;

  // The pattern that an option holds, as written; empty when it is not set.
  virtual std::string_view pattern(std::string_view rule, std::string_view option) const = 0;

  // What [[forbid]] finds in a statement of that kind.
  virtual std::vector<ForbiddenText> forbidden(std::string_view sql,
                                               std::string_view kind) const = 0;

  // Whether a text matches the pattern of an option; true when it is not set.
  virtual bool matches(std::string_view rule, std::string_view option,
                       std::string_view text) const = 0;
};

}  // namespace migc::compiler
