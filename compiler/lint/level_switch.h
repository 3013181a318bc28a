// `-W`: the level of a rule from the command line, as compilers have it.
#pragma once

#include <string_view>

#include "compiler/lint/config.h"

namespace migc::compiler {

// `RULE` turns a rule on, `no-RULE` off, `LEVEL=RULE` gives it a level; `all`
// stands for every rule without a level of its own. Fails on an unknown rule or level.
Result<void> apply_switch(Config& config, std::string_view text);

}  // namespace migc::compiler
