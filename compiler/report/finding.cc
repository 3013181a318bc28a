#include "compiler/report/finding.h"

namespace migc::compiler {

Summary summarize(const std::vector<Finding>& findings) {
  Summary summary;
  for (const Finding& finding : findings) {
    if (finding.suppressed) ++summary.suppressed;
    if (!counts(finding)) continue;
    if (finding.severity == Severity::error) ++summary.errors;
    if (finding.severity == Severity::warning) ++summary.warnings;
    if (finding.severity == Severity::note) ++summary.notes;
  }
  return summary;
}

}  // namespace migc::compiler
