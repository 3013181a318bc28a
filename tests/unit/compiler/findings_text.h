// Findings in one line each, for comparison.
#pragma once

#include <string>
#include <vector>

#include "compiler/report/finding.h"

namespace migc::compiler {

// "rule file:line:column-end_column"; the place has no line when it is the
// file as a whole.
inline std::string places(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings) {
    const Place& place = finding.place;
    text += finding.rule + " " + place.file;
    if (place.line != 0)
      text += ":" + std::to_string(place.line) + ":" + std::to_string(place.column) + "-" +
              (place.end_line != place.line ? std::to_string(place.end_line) + ":" : "") +
              std::to_string(place.end_column);
    if (finding.suppressed) text += " suppressed";
    if (finding.history) text += " history";
    text += "\n";
  }
  return text;
}

}  // namespace migc::compiler
