#include "compiler/lint/patterns.h"

#include <re2/re2.h>

namespace migc::compiler {
namespace {

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

}  // namespace

Patterns::Patterns() = default;
Patterns::~Patterns() = default;

std::string Patterns::forbid(std::string_view pattern, std::string message, std::string kind) {
  auto compiled = std::make_unique<re2::RE2>(piece(pattern), re2::RE2::Quiet);
  if (!compiled->ok()) return compiled->error();
  forbidden_.push_back({std::move(compiled), std::move(message), std::move(kind)});
  return {};
}

std::vector<ForbiddenText> Patterns::forbidden(std::string_view sql, std::string_view kind) const {
  std::vector<ForbiddenText> out;
  for (const Forbidden& each : forbidden_) {
    if (!each.kind.empty() && each.kind != kind) continue;
    re2::StringPiece match;
    if (!each.pattern->Match(piece(sql), 0, sql.size(), re2::RE2::UNANCHORED, &match, 1)) continue;
    const auto begin = static_cast<std::size_t>(match.data() - sql.data());
    out.push_back({begin, begin + match.size(), each.message});
  }
  return out;
}

std::string Patterns::set(std::string_view rule, std::string_view option,
                          std::string_view pattern) {
  auto compiled = std::make_unique<re2::RE2>(piece(pattern), re2::RE2::Quiet);
  if (!compiled->ok()) return compiled->error();
  patterns_[{std::string(rule), std::string(option)}] = std::move(compiled);
  return {};
}

std::string_view Patterns::pattern(std::string_view rule, std::string_view option) const {
  const auto found = patterns_.find({std::string(rule), std::string(option)});
  return found == patterns_.end() ? std::string_view() : found->second->pattern();
}

bool Patterns::matches(std::string_view rule, std::string_view option,
                       std::string_view text) const {
  const auto found = patterns_.find({std::string(rule), std::string(option)});
  return found == patterns_.end() || re2::RE2::PartialMatch(piece(text), *found->second);
}

}  // namespace migc::compiler
