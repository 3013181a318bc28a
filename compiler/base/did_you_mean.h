// Finds what a misspelt name was meant to be.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace migc::compiler {

// The candidate nearest to `name` by edit distance, if one is near enough to
// be what was meant. The first of equals wins.
std::optional<std::string_view> did_you_mean(std::string_view name,
                                             std::span<const std::string_view> candidates);

// `; did you mean "x"?`, or nothing.
std::string suggestion(std::string_view name, std::span<const std::string_view> candidates);

}  // namespace migc::compiler
