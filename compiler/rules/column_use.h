// Whether a text of the model refers to a column.
#pragma once

#include <algorithm>
#include <optional>

#include "compiler/schema/catalog.h"

namespace migc::compiler {

inline bool uses_column(const BoundText& text, ObjectId relation, ColumnNumber column) {
  return std::any_of(text.references.begin(), text.references.end(),
                     [&](const BoundReference& reference) {
                       return reference.object == relation && reference.column == column;
                     });
}

inline bool uses_column(const std::optional<BoundText>& text, ObjectId relation,
                        ColumnNumber column) {
  return text && uses_column(*text, relation, column);
}

// As a plain key of the index.
inline bool has_key(const Index& index, ColumnNumber column) {
  return std::any_of(index.keys.begin(), index.keys.end(),
                     [&](const KeyColumn& key) { return key.column == column; });
}

}  // namespace migc::compiler
