#include "compiler/cli/print.h"

#include "compiler/base/utf8.h"
#include "compiler/lint/database.h"

namespace migc::compiler {

bool print(std::FILE* stream, std::string_view text) {
  return std::fwrite(text.data(), 1, text.size(), stream) == text.size() &&
         std::fflush(stream) == 0;
}

int report(const Failure& failure) {
  const std::string place = failure.place.empty() ? "migc" : printable(failure.place);
  std::string text = place + ": error: " + printable(failure.message) + "\n";
  if (!failure.help.empty()) text += "help: " + printable(failure.help) + "\n";
  print(stderr, text);
  return kCouldNotCheck;
}

int report(std::FILE* stream, const Project& project, Style style) {
  std::string text = to_text(project.findings, style);
  const std::string summary = to_text(summarize(project.findings));
  if (!summary.empty()) text += summary + "\n";
  if (!print(stream, text)) return report(Failure{"cannot write the findings", ""});
  return status_of(project.findings);
}

int status_of(const std::vector<Finding>& findings) {
  return summarize(findings).errors > 0 ? kFindings : kClean;
}

void update_lint_database(const std::string& path, const Project& project) {
  if (path.empty()) return;
  if (const auto written = write_lint_database(path, project); !written)
    print(stderr, "migc: warning: " + printable(written.error().message) + "\n");
}

}  // namespace migc::compiler
