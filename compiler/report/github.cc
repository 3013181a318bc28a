#include "compiler/report/github.h"

#include <fmt/format.h>

#include "compiler/base/utf8.h"

namespace migc::compiler {
namespace {

// Values of properties also end at a colon or comma.
std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    const bool special = c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
    out += special ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
  }
  return out;
}

std::string place_properties(const Place& place) {
  std::string out = "file=" + escaped(to_valid_utf8(place.file), true);
  if (place.line == 0) return out;
  out += fmt::format(",line={},endLine={}", place.line, place.end_line);
  // Columns of a place over several lines would be refused.
  if (place.end_line == place.line)
    out += fmt::format(",col={},endColumn={}", place.column, place.end_column);
  return out;
}

std::string command_of(const Finding& finding) {
  if (finding.history || finding.severity == Severity::note) return "notice";
  return std::string(to_text(finding.severity));
}

}  // namespace

std::string to_github(const std::vector<Finding>& findings) {
  std::string out;
  for (const Finding& finding : findings) {
    if (finding.suppressed) continue;
    std::string text = finding.message;
    if (!finding.help.empty()) text += "\nhelp: " + finding.help;
    out +=
        fmt::format("::{} {},title={}::{}\n", command_of(finding), place_properties(finding.place),
                    escaped(finding.rule, true), escaped(to_valid_utf8(text), false));
  }
  return out;
}

}  // namespace migc::compiler
