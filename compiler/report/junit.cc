#include "compiler/report/junit.h"

#include <fmt/format.h>

#include <map>
#include <vector>

#include "compiler/base/utf8.h"
#include "compiler/report/text.h"

namespace migc::compiler {
namespace {

// XML 1.0 cannot hold most control characters at all.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : to_valid_utf8(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= ' ' || c == '\n' || c == '\t') out += c;
    }
  }
  return out;
}

struct TestCase {
  std::string file;
  std::vector<Finding> findings;

  bool failed() const { return summarize(findings).errors > 0; }
};

// The migrations in their order, then what else there are findings about.
std::vector<TestCase> cases_of(const CheckReport& report) {
  std::vector<TestCase> cases;
  std::map<std::string_view, std::size_t> by_file;
  const auto case_of = [&](const std::string& file) -> TestCase& {
    const auto [place, is_new] = by_file.try_emplace(file, cases.size());
    if (is_new) cases.push_back({file, {}});
    return cases[place->second];
  };
  for (const CheckedMigration& migration : report.migrations) case_of(migration.file);
  for (const Finding& finding : report.findings)
    if (!finding.suppressed) case_of(finding.place.file).findings.push_back(finding);
  return cases;
}

std::string case_xml(const TestCase& each) {
  const std::string head =
      fmt::format("    <testcase classname=\"migc\" name=\"{}\"", escaped(each.file));
  if (each.findings.empty()) return head + "/>\n";
  const std::string text = escaped(to_text(each.findings));
  if (!each.failed())
    return fmt::format("{}>\n      <system-out>{}</system-out>\n    </testcase>\n", head, text);
  return fmt::format("{}>\n      <failure message=\"{}\">{}</failure>\n    </testcase>\n", head,
                     escaped(to_text(summarize(each.findings))), text);
}

}  // namespace

std::string to_junit(const CheckReport& report) {
  const auto cases = cases_of(report);
  std::size_t failures = 0;
  std::string body;
  for (const TestCase& each : cases) {
    failures += each.failed() ? 1 : 0;
    body += case_xml(each);
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
      "  <testsuite name=\"migc\" tests=\"{}\" failures=\"{}\">\n{}  </testsuite>\n</testsuites>\n",
      cases.size(), failures, body);
}

}  // namespace migc::compiler
