// A rule's documentation, made from its constant and from what it really prints.
#pragma once

#include <string>

#include "compiler/rules/rule.h"

namespace migc::compiler {

// For `migc explain` and docs/rules/ID.md.
std::string to_markdown(const Rule& rule);

// One line per rule, for `migc rules`.
std::string rule_list();

// docs/rules/README.md: a table of all rules.
std::string rule_table();

}  // namespace migc::compiler
