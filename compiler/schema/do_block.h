// What a DO block does to the model.
#pragma once

#include <functional>
#include <string>

#include "compiler/schema/edit.h"
#include "compiler/sql/statement.h"

namespace migc::compiler {

// Follows static SQL, EXECUTE of literals, guards that the model can answer and
// handlers of duplicate objects. What it cannot follow makes the objects that
// it names uncertain, and returns false. `apply` applies one statement.
bool apply_do_block(Edit& edit, const DoBlock& block,
                    const std::function<void(const Statement&)>& apply);

// Follows nothing of it: every relation that it names becomes uncertain.
void distrust_do_block(Edit& edit, const DoBlock& block);

}  // namespace migc::compiler
