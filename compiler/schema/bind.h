// Binds the names in a text to the objects that they mean at this moment.
#pragma once

#include <string>
#include <vector>

#include "compiler/schema/catalog.h"
#include "compiler/sql/text.h"

namespace migc::compiler {

class Binder {
 public:
  // What is bound is remembered as a use by `user` (0: not remembered).
  explicit Binder(Catalog& catalog, ObjectId user = 0) : catalog_(catalog), user_(user) {}

  // Of an expression over the columns of one table, or of none.
  BoundText text(const SqlText& text, const Table* scope);
  BoundText expression(const Expression& expression, const Table* scope) {
    return this->text(expression.text, scope);
  }

  // One reference that is no column; nothing when it means no object of the model.
  std::optional<BoundReference> object(const Reference& reference);

  // Serial types are the integers behind them here.
  TypeRef type(const TypeName& name);

 private:
  std::optional<BoundReference> column(const Reference& reference, const Table* scope);

  Catalog& catalog_;
  ObjectId user_;
};

QualifiedName name_of_path(const std::vector<std::string>& path);

// Whether a type name is one of the serial pseudo-types; its integer, else "".
std::string serial_integer(const TypeName& name);

}  // namespace migc::compiler
