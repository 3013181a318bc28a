// Answers the conditions of DO blocks from the model.
#pragma once

#include <optional>

#include "compiler/schema/catalog.h"
#include "compiler/sql/condition.h"

namespace migc::compiler {

// Nothing when the model cannot tell: the condition asks about rows, roles, or
// in a way that is not understood.
std::optional<bool> evaluate(const Catalog& catalog, const Condition& condition);

}  // namespace migc::compiler
