// Answers what a DO block asks: expressions over its variables, and questions
// to the server's catalog tables, from the model.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/schema/body_value.h"
#include "compiler/schema/catalog.h"
#include "compiler/sql/body_expression.h"

namespace migc::compiler {

// By name; a record's fields are "record.field".
using BodyVariables = std::map<std::string, BodyValue, std::less<>>;

// One row of a query, its columns in order.
using BodyRow = std::vector<std::pair<std::string, BodyValue>>;

BodyValue evaluate(const Catalog& catalog, const BodyVariables& variables,
                   const BodyExpression& expression);

// Nothing when the model cannot tell which rows there are.
std::optional<std::vector<BodyRow>> evaluate(const Catalog& catalog, const BodyVariables& variables,
                                             const BodyQuery& query);

}  // namespace migc::compiler
