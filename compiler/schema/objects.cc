#include "compiler/schema/objects.h"

#include <algorithm>

namespace migc::compiler {
namespace {

template <class Range, class Matches>
auto* find(Range& range, const Matches& matches) {
  const auto found = std::find_if(range.begin(), range.end(), matches);
  return found == range.end() ? nullptr : &*found;
}

bool is_not_null(const Constraint& constraint, ColumnNumber column) {
  return constraint.kind == ConstraintKind::not_null && constraint.columns.front() == column;
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
const Constraint* Table::not_null_constraint(ColumnNumber column) const {
  return find(constraints, [&](const Constraint& c) { return is_not_null(c, column); });
}
Constraint* Table::not_null_constraint(ColumnNumber column) {
  return find(constraints, [&](const Constraint& c) { return is_not_null(c, column); });
}

}  // namespace migc::compiler
