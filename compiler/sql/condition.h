// A condition of an IF in a DO block, as far as questions to the catalog go.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/sql/text.h"

namespace migc::compiler {

// A side of a comparison.
struct Operand {
  enum class Kind : std::uint8_t { column, text, relation, current_schema, current_database };
  Kind kind = Kind::text;
  std::string qualifier;  // of a column: the alias or table before it
  std::string text;       // the column; the text; the relation's name, as written
};

struct CatalogComparison {
  Operand left;
  std::vector<Operand> right;  // any of them
  bool equal = true;           // false: <>
};

// SELECT … FROM tables WHERE comparisons.
struct CatalogQuestion {
  struct Source {
    QualifiedName table;
    std::string alias;
  };
  std::vector<Source> sources;
  std::vector<CatalogComparison> comparisons;  // all must hold
  bool understood = true;                      // false: something else is asked as well
};

struct Condition {
  enum class Kind : std::uint8_t { unknown, constant, negation, all, any, exists };
  Kind kind = Kind::unknown;
  bool value = false;            // constant
  std::vector<Condition> parts;  // negation, all, any
  CatalogQuestion question;      // exists
};

Condition parse_condition(std::string_view expression);

}  // namespace migc::compiler
