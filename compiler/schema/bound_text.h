// SQL text whose references are bound to objects, so that it follows their
// renames.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/base/line_index.h"
#include "compiler/schema/object.h"
#include "compiler/sql/text.h"

namespace migc::compiler {

// Identifies a column of a relation for as long as it exists. 0 means none.
using ColumnNumber = std::uint32_t;

struct BoundReference {
  Span span;  // in the text
  ReferenceKind kind = ReferenceKind::column;
  bool literal = false;  // a relation inside a string: nextval('s')
  ObjectId object = 0;   // for a column: its relation
  ColumnNumber column = 0;
  std::string qualifier;   // of a column: a name that stays (an alias, NEW), as SQL
  bool qualified = false;  // of a column: by its relation's own name
  bool bare = false;       // of a relation: its name alone, as a whole row
};

struct BoundText {
  std::string sql;
  std::vector<BoundReference> references;  // in the order of the text, not nested
};

// Whether the text names a column of the object; 0: or the object at all.
bool refers_to(const BoundText& text, ObjectId object, ColumnNumber column);
bool refers_to(const std::optional<BoundText>& text, ObjectId object, ColumnNumber column);

}  // namespace migc::compiler
