// Which columns a query gives, and which objects its names mean.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/schema/catalog.h"
#include "compiler/sql/query.h"

namespace migc::compiler {

struct QueryColumn {
  std::string name;
  std::optional<TypeRef> type;  // nothing: an expression whose type is not computed
};

struct QueryColumns {
  std::vector<QueryColumn> columns;
  bool complete = true;  // false: a star or a relation could not be resolved
};

struct BoundQuery {
  BoundText text;  // stars written out, names bound
  QueryColumns columns;
  std::vector<ObjectId> depends_on;
};

// What the query means at this moment; uses are remembered for `user`.
BoundQuery bind_query(Catalog& catalog, const Query& query, ObjectId user);

// An expression over a table's columns, with its sub-selects.
BoundText bind_expression(Catalog& catalog, const Expression& expression, const Table& table,
                          ObjectId user);

// Binds the names in selects that are parts of a text that is bound already.
void bind_selects(Catalog& catalog, const std::vector<std::shared_ptr<const Select>>& selects,
                  ObjectId user, BoundText& text);

QueryColumns query_columns(Catalog& catalog, const Query& query);

}  // namespace migc::compiler
