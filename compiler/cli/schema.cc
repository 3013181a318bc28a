#include <memory>

#include "compiler/cli/options.h"
#include "compiler/cli/print.h"
#include "compiler/cli/verbs.h"
#include "compiler/schema/dump.h"
#include "compiler/schema/model.h"

namespace migc::compiler {
namespace {

int print_schema(SetOptions& options) {
  const auto project = examine(settle(options));
  if (!project) return report(project.error());
  Model model;
  for (std::size_t i = 0; i < project.value()->migrations.size(); ++i) {
    for (const Statement& statement : project.value()->migrations[i].up.statements)
      model.apply(statement, {i, statement.span.begin});
    model.end_migration();
  }
  return print(stdout, dump_sql(model.catalog())) ? kClean : kCouldNotCheck;
}

}  // namespace

void add_schema(CLI::App& app, int& status) {
  auto options = std::make_shared<SetOptions>();
  CLI::App* verb = app.add_subcommand("schema", "Print the schema that the migrations make");
  add_set_options(*verb, *options);
  verb->callback([options, &status] { status = print_schema(*options); });
}

}  // namespace migc::compiler
