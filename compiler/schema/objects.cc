#include "compiler/schema/objects.h"

#include <algorithm>

namespace migc::compiler {
namespace {

template <class Range, class Matches>
auto* find(Range& range, const Matches& matches) {
  const auto found = std::find_if(range.begin(), range.end(), matches);
  return found == range.end() ? nullptr : &*found;
}

}  // namespace

const Column* Table::column(std::string_view wanted) const {
  return find(columns, [&](const Column& column) { return column.name == wanted; });
}
Column* Table::column(std::string_view wanted) {
  return find(columns, [&](const Column& column) { return column.name == wanted; });
}
const Column* Table::column(ColumnNumber wanted) const {
  return find(columns, [&](const Column& column) { return column.number == wanted; });
}
Column* Table::column(ColumnNumber wanted) {
  return find(columns, [&](const Column& column) { return column.number == wanted; });
}
const Constraint* Table::constraint(std::string_view wanted) const {
  return find(constraints, [&](const Constraint& constraint) { return constraint.name == wanted; });
}
Constraint* Table::constraint(std::string_view wanted) {
  return find(constraints, [&](const Constraint& constraint) { return constraint.name == wanted; });
}

}  // namespace migc::compiler
