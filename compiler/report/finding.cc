#include "compiler/report/finding.h"

#include <algorithm>

namespace migc::compiler {

void set_source_line(Finding& finding, std::string_view line) {
  constexpr std::size_t kLead = 60;
  constexpr std::size_t kMost = 400;
  std::size_t begin = 0;
  if (line.size() > kMost && finding.place.column > kLead) begin = finding.place.column - kLead;
  // Not inside a character.
  while (begin > 0 && begin < line.size() &&
         (static_cast<unsigned char>(line[begin]) & 0xC0U) == 0x80)
    --begin;
  finding.source_line = line.substr(std::min(begin, line.size()), kMost);
  finding.source_column = begin + 1;
}

Summary summarize(const std::vector<Finding>& findings) {
  Summary summary;
  for (const Finding& finding : findings) {
    if (finding.suppressed) ++summary.suppressed;
    if (finding.history && !finding.suppressed) ++summary.history;
    if (!counts(finding)) continue;
    if (finding.severity == Severity::error) ++summary.errors;
    if (finding.severity == Severity::warning) ++summary.warnings;
    if (finding.severity == Severity::note) ++summary.notes;
  }
  return summary;
}

}  // namespace migc::compiler
