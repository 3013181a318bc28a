// Expressions and queries in a DO block, as far as blocks ask the catalog and
// put statements together.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/sql/text.h"

namespace migc::compiler {

struct BodyQuery;

struct BodyExpression {
  enum class Kind : std::uint8_t {
    unknown,  // nothing that is understood
    null,
    constant,      // text
    name,          // path: a variable or a column, with what stands before it
    call,          // text: a function's or an operator's name; parts: its arguments
    cast,          // text: the type's name; parts: the value
    array,         // parts: its elements
    is_null,       // of the one part
    negation,      // of the one part
    all,           // AND
    any,           // OR
    one_of,        // the first part equals one of the others
    exists,        // a row of the query
    single_value,  // of the query's first row
  };
  Kind kind = Kind::unknown;
  std::string text;
  std::vector<std::string> path;
  std::vector<BodyExpression> parts;
  std::shared_ptr<const BodyQuery> query;
};

// SELECT targets FROM sources WHERE condition.
struct BodyQuery {
  struct Source {
    QualifiedName table;
    std::shared_ptr<const BodyQuery> subquery;  // instead of a table
    BodyExpression elements;                    // unnest(…), instead of a table
    std::string alias;
    std::vector<std::string> columns;  // as the alias names them
  };
  struct Target {
    std::string name;
    BodyExpression value;
    bool star = false;
  };
  std::vector<Source> sources;
  std::vector<BodyExpression> conditions;  // all must hold
  std::vector<Target> targets;
  std::vector<std::vector<BodyExpression>> values;  // VALUES, instead of all that
  bool grouped = false;
  bool understood = true;  // false: something else decides about the rows as well
};

BodyExpression parse_body_expression(std::string_view expression);
BodyQuery parse_body_query(std::string_view query);

}  // namespace migc::compiler
