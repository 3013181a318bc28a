// The relations that a query reads.
#pragma once

#include <vector>

#include "compiler/sql/statement.h"

namespace migc::compiler {

inline void collect_tables(const Select& select, std::vector<QualifiedName>& out);

inline void collect_tables(const FromItem& item, std::vector<QualifiedName>& out) {
  if (item.kind == FromItem::Kind::relation) out.push_back(item.relation);
  if (item.subquery) collect_tables(*item.subquery, out);
  for (const FromItem& side : item.sides) collect_tables(side, out);
}

inline void collect_tables(const Select& select, std::vector<QualifiedName>& out) {
  for (const CommonTable& common : select.with)
    if (common.query) collect_tables(*common.query, out);
  for (const FromItem& item : select.from) collect_tables(item, out);
  for (const auto& below : select.below) collect_tables(*below, out);
  for (const auto& branch : select.branches) collect_tables(*branch, out);
}

}  // namespace migc::compiler
