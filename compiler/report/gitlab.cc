#include "compiler/report/gitlab.h"

#include <map>
#include <nlohmann/json.hpp>

#include "compiler/base/digest.h"
#include "compiler/base/utf8.h"

namespace migc::compiler {
namespace {

using Json = nlohmann::ordered_json;

const char* severity_of(const Finding& finding) {
  if (finding.history || finding.severity == Severity::note) return "info";
  return finding.severity == Severity::error ? "critical" : "minor";
}

}  // namespace

std::string to_gitlab(const std::vector<Finding>& findings) {
  Json out = Json::array();
  std::map<std::string, int> seen;
  for (const Finding& finding : findings) {
    if (finding.suppressed) continue;
    const std::string identity = finding.rule + "\n" + finding.place.file + "\n" + finding.message;
    const int repetition = seen[identity]++;
    out.push_back({{"description", to_valid_utf8(finding.message)},
                   {"check_name", finding.rule},
                   {"fingerprint", to_hex(sha256(identity + "\n" + std::to_string(repetition)))},
                   {"severity", severity_of(finding)},
                   {"location",
                    {{"path", to_valid_utf8(finding.place.file)},
                     {"lines", {{"begin", finding.place.line == 0 ? 1 : finding.place.line}}}}}});
  }
  return out.dump(2) + "\n";
}

}  // namespace migc::compiler
