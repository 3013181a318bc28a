// Bound texts, types and names as SQL, with the names that objects have now.
#pragma once

#include <string>
#include <vector>

#include "compiler/schema/catalog.h"

namespace migc::compiler {

// Schema-qualified.
std::string to_sql(const Catalog& catalog, const Object& object);
std::string to_sql(const Catalog& catalog, const TypeRef& type);
std::string to_sql(const Catalog& catalog, const BoundText& text);

// The names of columns of a table, joined by ", ".
std::string column_list(const Table& table, const std::vector<ColumnNumber>& columns);

// The current name of a column of a table, a view or a composite type; empty
// when there is none.
std::string column_name(const Catalog& catalog, ObjectId relation, ColumnNumber number);

// 'text', with its quotes doubled.
std::string string_literal(std::string_view text);

}  // namespace migc::compiler
