// A SELECT as far as names go: enough to know which columns it gives and which
// it reads, not what it computes.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/sql/text.h"

namespace migc::compiler {

// One entry of FROM. A join gives its sides one after the other.
struct FromItem {
  enum class Kind : std::uint8_t { relation, subquery, function, join };
  Kind kind = Kind::relation;
  QualifiedName relation;
  std::string alias;
  std::vector<std::string> column_aliases;
  std::shared_ptr<const Select> subquery;
  std::vector<FromItem> sides;             // join: left, right
  std::vector<std::string> using_columns;  // join: USING
  bool natural = false;
};

struct SelectTarget {
  std::string name;               // of the output column, as the server chooses it
  std::vector<std::string> path;  // of a plain column reference, else empty; ends in "*" for a star
  std::optional<TypeName> cast;   // expr::type
  bool has_alias = false;
  Span span;  // within the text of the query
};

struct CommonTable {
  std::string name;
  std::vector<std::string> column_aliases;
  std::shared_ptr<const Select> query;
};

struct Select {
  std::vector<CommonTable> with;
  std::vector<SelectTarget> targets;
  std::vector<FromItem> from;
  std::vector<Reference> references;                    // of this level only
  std::vector<std::shared_ptr<const Select>> below;     // sub-selects in expressions
  std::vector<std::shared_ptr<const Select>> branches;  // UNION: from left to right; else empty
  std::size_t value_columns = 0;                        // VALUES lists: how many columns
};

struct Query {
  std::string sql;
  Span span;
  std::shared_ptr<const Select> select;  // null: not a SELECT, or nested too deeply
};

}  // namespace migc::compiler
