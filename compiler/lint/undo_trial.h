// Tries an undo text on a copy of the model.
#pragma once

#include <optional>
#include <string>

#include "compiler/schema/model.h"
#include "compiler/sql/script.h"

namespace migc::compiler {

// The schema that it leaves, as DDL; nothing when the model cannot follow it.
// `migration` is the index of the one that is undone.
std::optional<std::string> schema_after(const Script& undo, const Model& before,
                                        std::size_t migration);

}  // namespace migc::compiler
