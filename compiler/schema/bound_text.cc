#include "compiler/schema/bound_text.h"

#include <algorithm>

namespace migc::compiler {

bool refers_to(const BoundText& text, ObjectId object, ColumnNumber column) {
  return std::any_of(text.references.begin(), text.references.end(), [&](const BoundReference& r) {
    return r.object == object && (column == 0 || r.column == column);
  });
}

bool refers_to(const std::optional<BoundText>& text, ObjectId object, ColumnNumber column) {
  return text && refers_to(*text, object, column);
}

}  // namespace migc::compiler
