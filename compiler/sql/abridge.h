// Long lists of rows, made short before they are parsed: what a statement that
// carries rows means to the model is what it names, and its ten-thousandth row
// names nothing new. A megabyte of rows would be fifty of parse tree.
#pragma once

#include <string>
#include <string_view>

namespace migc::compiler {

// The text of a statement or a PL/pgSQL body, with blanks in place of the list
// elements that differ from an earlier one of their list only in plain numbers
// and strings; what stays keeps its place and its line. Texts below a megabyte,
// the first thousand elements of a list, and statements that define something
// are left alone.
std::string abridge(std::string_view text);

}  // namespace migc::compiler
