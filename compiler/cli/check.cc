#include <memory>

#include "compiler/base/utf8.h"
#include "compiler/cli/format.h"
#include "compiler/cli/options.h"
#include "compiler/cli/print.h"
#include "compiler/cli/verbs.h"

namespace migc::compiler {
namespace {

struct CheckOptions {
  SetOptions set;
  FormatOptions format;
};

int check(CheckOptions& options) {
  const auto project = examine(settle(options.set));
  if (!project) return report(project.error());
  update_lint_database(options.set.lint_database, *project.value());
  if (options.format.format == "text") {
    if (project.value()->migrations.empty())
      print(stderr, "migc: note: no migration in " + printable(project.value()->set.folder) + "\n");
    return report(stdout, *project.value(), style_of(options.format));
  }
  if (!print(stdout, formatted(report_of(*project.value()), options.format.format)))
    return report(Failure{"cannot write the findings", ""});
  return status_of(project.value()->findings);
}

}  // namespace

void add_check(CLI::App& app, int& status) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* verb = app.add_subcommand("check", "Lint the new migrations, verify the locked ones");
  add_set_options(*verb, options->set);
  add_judgement_options(*verb, options->set);
  verb->add_flag("--all", options->set.request.all, "Show findings about locked migrations too");
  add_format_options(*verb, options->format);
  verb->callback([options, &status] { status = check(*options); });
}

}  // namespace migc::compiler
