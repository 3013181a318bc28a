#include "compiler/cli/format.h"

#include <cstdlib>

#include "compiler/base/terminal.h"
#include "compiler/report/github.h"
#include "compiler/report/gitlab.h"
#include "compiler/report/json.h"
#include "compiler/report/junit.h"
#include "compiler/report/sarif.h"

namespace migc::compiler {

void add_format_options(CLI::App& verb, FormatOptions& options) {
  verb.add_option("--format", options.format, "How to print the findings")
      ->check(CLI::IsMember({"text", "json", "sarif", "github", "gitlab", "junit"}))
      ->capture_default_str();
  verb.add_option("--color", options.color,
                  "Colours in text; auto: on a terminal, unless NO_COLOR is set")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
}

Style style_of(const FormatOptions& options) {
  if (options.color == "always") return Style::coloured;
  if (options.color == "never") return Style::plain;
  const char* no_color = std::getenv("NO_COLOR");  // NOLINT(concurrency-mt-unsafe): nothing sets it
  const bool refused = no_color != nullptr && *no_color != '\0';
  return !refused && shows_colours(stdout) ? Style::coloured : Style::plain;
}

std::string formatted(const CheckReport& report, const std::string& format) {
  if (format == "sarif") return to_sarif(report);
  if (format == "github") return to_github(report.findings);
  if (format == "gitlab") return to_gitlab(report.findings);
  if (format == "junit") return to_junit(report);
  return to_json(report);
}

}  // namespace migc::compiler
