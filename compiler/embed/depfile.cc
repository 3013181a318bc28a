#include "compiler/embed/depfile.h"

namespace migc::compiler {
namespace {

void append_escaped(std::string& out, std::string_view path) {
  for (const char c : path) {
    if (c == ' ' || c == '#' || c == '\\') out += '\\';
    if (c == '$') out += '$';
    out += c;
  }
}

}  // namespace

std::string to_depfile(std::string_view target, const std::vector<std::string>& inputs) {
  std::string out;
  append_escaped(out, target);
  out += ':';
  for (const std::string& input : inputs) {
    out += " \\\n  ";
    append_escaped(out, input);
  }
  return out + "\n";
}

}  // namespace migc::compiler
