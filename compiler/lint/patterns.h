// The patterns that migc.toml gives to rules.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/rules/options.h"

namespace re2 {
class RE2;
}

namespace migc::compiler {

class Patterns final : public RuleOptions {
 public:
  Patterns();
  ~Patterns() override;

  // Returns what is wrong with the pattern; empty when nothing is.
  std::string set(std::string_view rule, std::string_view option, std::string_view pattern);

  // A pattern that no statement (of one kind, if given) may hold. As `set`.
  std::string forbid(std::string_view pattern, std::string message, std::string kind);

  std::string_view pattern(std::string_view rule, std::string_view option) const override;
  bool matches(std::string_view rule, std::string_view option,
               std::string_view text) const override;
  std::vector<ForbiddenText> forbidden(std::string_view sql, std::string_view kind) const override;

 private:
  struct Forbidden {
    std::unique_ptr<re2::RE2> pattern;
    std::string message;
    std::string kind;  // empty: of any
  };

  std::vector<Forbidden> forbidden_;
  std::map<std::pair<std::string, std::string>, std::unique_ptr<re2::RE2>> patterns_;
};

}  // namespace migc::compiler
