// Cuts a PostgreSQL script into statements by its tokens alone, so that one
// statement that does not parse does not hide the others.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/base/line_index.h"

namespace migc::compiler {

// The spans of the statements, from first to last token, without semicolons;
// empty statements are left out. A semicolon inside parentheses (CREATE RULE)
// or inside BEGIN ATOMIC … END (SQL function bodies) separates nothing. A
// `--> statement-breakpoint` comment does.
std::vector<Span> split_postgresql(std::string_view text);

}  // namespace migc::compiler
