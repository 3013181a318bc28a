#include "compiler/forecast/type_change.h"

#include <charconv>
#include <optional>
#include <string_view>

namespace migc::compiler {
namespace {

template <class Type>
std::optional<int> modifier(const Type& type, std::size_t index) {
  if (index >= type.modifiers.size()) return std::nullopt;
  int value = 0;
  const std::string& text = type.modifiers[index];
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// A limit may grow or go away; it must not appear or shrink.
bool limit_grows(const TypeRef& from, const TypeName& to) {
  const auto after = modifier(to, 0);
  if (!after) return true;
  const auto before = modifier(from, 0);
  return before && *before <= *after;
}

bool numeric_grows(const TypeRef& from, const TypeName& to) {
  if (to.modifiers.empty()) return true;
  const bool same_scale = modifier(from, 1).value_or(0) == modifier(to, 1).value_or(0);
  return !from.modifiers.empty() && same_scale && limit_grows(from, to);
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  for (const std::string_view candidate : names)
    if (name == candidate) return true;
  return false;
}

bool same_type_is_free(const TypeRef& from, const TypeName& to) {
  if (from.modifiers == to.modifiers) return true;
  if (from.name == "numeric") return numeric_grows(from, to);
  if (is_one_of(from.name, {"varchar", "varbit", "timestamp", "timestamptz", "time", "timetz", "interval"}))
    return limit_grows(from, to);
  return false;
}

bool other_type_is_free(const TypeRef& from, const TypeName& to) {
  if (is_one_of(from.name, {"varchar", "text"}) && is_one_of(to.name, {"varchar", "text"}))
    return to.modifiers.empty();
  return from.name == "cidr" && to.name == "inet";
}

}  // namespace

TypeChangeCost type_change_cost(const TypeRef& from, const TypeName& to) {
  const bool arrays = from.array_dimensions != 0 || to.array_dimensions != 0;
  const bool both_arrays = from.array_dimensions != 0 && to.array_dimensions != 0;
  bool free = false;
  if (!arrays || both_arrays)
    free = from.name == to.name ? same_type_is_free(from, to)
                                : !arrays && other_type_is_free(from, to);
  return free ? TypeChangeCost::metadata_only : TypeChangeCost::rewrite;
}

}  // namespace migc::compiler
