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

namespace {

template <class T>
std::unique_ptr<Object> copy_as(const Object& object) {
  return std::make_unique<T>(static_cast<const T&>(object));
}

}  // namespace

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::schema:
      return "schema";
    case Kind::extension:
      return "extension";
    case Kind::table:
      return "table";
    case Kind::view:
      return "view";
    case Kind::index:
      return "index";
    case Kind::sequence:
      return "sequence";
    case Kind::enum_type:
      return "enum-type";
    case Kind::domain:
      return "domain";
    case Kind::composite_type:
      return "composite-type";
    case Kind::range_type:
      return "range-type";
    case Kind::routine:
      return "routine";
    case Kind::trigger:
      return "trigger";
    case Kind::policy:
      return "policy";
    case Kind::rule:
      return "rule";
    case Kind::publication:
      return "publication";
    case Kind::statistics:
      break;
  }
  return "statistics";
}

std::unique_ptr<Object> copy_of(const Object& object) {
  switch (object.kind) {
    case Kind::schema:
      return copy_as<Schema>(object);
    case Kind::extension:
      return copy_as<Extension>(object);
    case Kind::table:
      return copy_as<Table>(object);
    case Kind::view:
      return copy_as<View>(object);
    case Kind::index:
      return copy_as<Index>(object);
    case Kind::sequence:
      return copy_as<Sequence>(object);
    case Kind::enum_type:
      return copy_as<EnumType>(object);
    case Kind::domain:
      return copy_as<Domain>(object);
    case Kind::composite_type:
      return copy_as<CompositeType>(object);
    case Kind::range_type:
      return copy_as<RangeType>(object);
    case Kind::routine:
      return copy_as<Routine>(object);
    case Kind::trigger:
      return copy_as<Trigger>(object);
    case Kind::policy:
      return copy_as<Policy>(object);
    case Kind::rule:
      return copy_as<RewriteRule>(object);
    case Kind::publication:
      return copy_as<Publication>(object);
    case Kind::statistics:
      break;
  }
  return copy_as<Statistics>(object);
}

}  // namespace migc::compiler
