// The names that one statement gives to the columns and constraints that it makes.
#pragma once

#include <string>
#include <vector>

#include "compiler/rules/alterations.h"

namespace migc::compiler {

struct MadeName {
  std::string name;
  Span span;
};

// Of a query, as far as the text says: a star stands for columns that it does not name.
inline std::vector<std::string> names_of_query(const Query& query,
                                               const std::vector<std::string>& given) {
  std::vector<std::string> out = given;
  const Select* select = query.select.get();
  while (select && !select->branches.empty()) select = select->branches.front().get();
  if (!select) return out;
  bool countable = true;  // the place of a target among the columns is known
  for (std::size_t i = 0; i < select->targets.size(); ++i) {
    const SelectTarget& target = select->targets[i];
    const bool star = !target.path.empty() && target.path.back() == "*";
    countable &= !star;
    const bool renamed = !given.empty() && (!countable || i < given.size());
    if (!star && !renamed) out.push_back(target.name);
  }
  return out;
}

inline std::vector<MadeName> made_columns(const Context& cx) {
  std::vector<MadeName> out;
  const auto add = [&](const ColumnDefinition& column) {
    out.push_back({column.name, column.name_span});
  };
  const auto add_all = [&](const Query& query, const std::vector<std::string>& given) {
    for (std::string& name : names_of_query(query, given))
      out.push_back({std::move(name), cx.statement().span});
  };
  if (const auto* create = cx.as<CreateTable>()) {
    for (const ColumnDefinition* column : create->columns()) add(*column);
    if (create->query) add_all(*create->query, create->query_columns);
  }
  if (const auto* create = cx.as<CreateView>()) add_all(create->query, create->column_names);
  if (const auto* create = cx.as<CreateComposite>())
    for (const ColumnDefinition& attribute : create->attributes) add(attribute);
  for (const auto& added : alterations<AddColumn>(cx))
    if (!added.change.if_not_exists) add(added.change.column);
  return out;
}

// The constraints of CREATE TABLE and ALTER TABLE, those of their columns too.
inline std::vector<const ConstraintDefinition*> made_constraints(const Context& cx) {
  std::vector<const ConstraintDefinition*> out;
  const auto add_all = [&](const std::vector<ConstraintDefinition>& constraints) {
    for (const ConstraintDefinition& constraint : constraints) out.push_back(&constraint);
  };
  if (const auto* create = cx.as<CreateTable>()) {
    for (const ColumnDefinition* column : create->columns()) add_all(column->constraints);
    add_all(create->constraints);
  }
  for (const auto& added : alterations<AddColumn>(cx)) add_all(added.change.column.constraints);
  for (const auto& added : alterations<AddConstraint>(cx)) out.push_back(&added.change.constraint);
  return out;
}

}  // namespace migc::compiler
