#include "compiler/forecast/type_change.h"

#include <array>
#include <charconv>
#include <optional>
#include <string_view>

#include "compiler/facts/builtin.h"

namespace migc::compiler {
namespace {

constexpr int kMostPrecision = 6;  // of times: microseconds

template <class Type>
std::optional<int> modifier(const Type& type, std::size_t index) {
  if (index >= type.modifiers.size()) return std::nullopt;
  int value = 0;
  const std::string& text = type.modifiers[index];
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  for (const std::string_view candidate : names)
    if (name == candidate) return true;
  return false;
}

// A limit may grow or go away; it must not appear or shrink.
bool limit_grows(const TypeRef& from, const TypeName& to) {
  const auto after = modifier(to, 0);
  if (!after) return true;
  const auto before = modifier(from, 0);
  return before && *before <= *after;
}

// Without a precision, a time has the greatest.
bool precision_grows(const TypeRef& from, const TypeName& to) {
  return modifier(to, 0).value_or(kMostPrecision) >= kMostPrecision || limit_grows(from, to);
}

bool numeric_grows(const TypeRef& from, const TypeName& to) {
  if (to.modifiers.empty()) return true;
  const bool same_scale = modifier(from, 1).value_or(0) == modifier(to, 1).value_or(0);
  return !from.modifiers.empty() && same_scale && limit_grows(from, to);
}

// The smallest field that an interval keeps, from 0 for seconds to 5 for years.
// Source: INTERVAL_MASK in PostgreSQL's timestamp.h.
template <class Type>
int least_field(const Type& interval) {
  const auto fields = modifier(interval, 0);
  if (!fields) return 0;
  constexpr std::array<int, 6> kBits = {12, 11, 10,
                                        3,  1,  2};  // second, minute, hour, day, month, year
  for (std::size_t field = 0; field < kBits.size(); ++field)
    if ((*fields >> kBits[field] & 1) != 0) return static_cast<int>(field);
  return 0;
}

// Source: interval_support in PostgreSQL's timestamp.c.
bool interval_grows(const TypeRef& from, const TypeName& to) {
  const int before = modifier(from, 1).value_or(kMostPrecision);
  const int after = modifier(to, 1).value_or(kMostPrecision);
  const bool precise_enough = least_field(from) > 0 || after >= kMostPrecision || after >= before;
  return least_field(to) <= least_field(from) && precise_enough;
}

bool same_type_is_free(const TypeRef& from, const TypeName& to) {
  if (from.modifiers == to.modifiers) return true;
  if (from.name == "numeric") return numeric_grows(from, to);
  if (from.name == "interval") return interval_grows(from, to);
  if (is_one_of(from.name, {"timestamp", "timestamptz", "time", "timetz"}))
    return precision_grows(from, to);
  return is_one_of(from.name, {"varchar", "varbit"}) && limit_grows(from, to);
}

// Source: the casts of the extension citext that are WITHOUT FUNCTION.
bool is_citext_cast(std::string_view from, std::string_view to) {
  return (from == "citext" && is_one_of(to, {"text", "varchar", "bpchar"})) ||
         (to == "citext" && is_one_of(from, {"text", "varchar"}));
}

bool is_free(const TypeRef& from, const TypeName& to) {
  const bool arrays = from.array_dimensions != 0;
  if (arrays != (to.array_dimensions != 0)) return false;
  // The elements of an array are coerced one by one, and so are written anew.
  if (arrays)
    return from.name == to.name && (from.modifiers == to.modifiers || to.modifiers.empty());
  if (from.name == to.name) return same_type_is_free(from, to);
  return to.modifiers.empty() &&
         (is_builtin_binary_cast(from.name, to.name) || is_citext_cast(from.name, to.name));
}

}  // namespace

TypeChangeCost type_change_cost(const TypeRef& from, const TypeName& to) {
  return is_free(from, to) ? TypeChangeCost::metadata_only : TypeChangeCost::rewrite;
}

}  // namespace migc::compiler
