#include <memory>

#include "compiler/base/line_index.h"
#include "compiler/cli/options.h"
#include "compiler/cli/print.h"
#include "compiler/cli/verbs.h"
#include "compiler/schema/dump.h"
#include "compiler/schema/model.h"

namespace migc::compiler {
namespace {

struct SchemaOptions {
  SetOptions set;
  std::string format = "sql";
};

PlaceOf places_in(const SourceSet& set) {
  std::vector<LineIndex> lines;
  for (const SourceMigration& migration : set.migrations) lines.emplace_back(migration.up.text);
  return [&set, lines = std::move(lines)](const Origin& origin) {
    if (origin.migration >= lines.size()) return std::string();
    const std::size_t line = lines[origin.migration].position(origin.offset).line;
    return set.migrations[origin.migration].up.path + ":" + std::to_string(line);
  };
}

int print_schema(SchemaOptions& options) {
  const auto project = examine(settle(options.set));
  if (!project) return report(project.error());
  Model model;
  for (std::size_t i = 0; i < project.value()->migrations.size(); ++i) {
    for (const Statement& statement : project.value()->migrations[i].up.statements)
      model.apply(statement, {i, statement.span.begin});
    model.end_migration();
  }
  const std::string schema = options.format == "json"
                                 ? dump_json(model.catalog(), places_in(project.value()->set))
                                 : dump_sql(model.catalog());
  return print(stdout, schema) ? kClean : kCouldNotCheck;
}

}  // namespace

void add_schema(CLI::App& app, int& status) {
  auto options = std::make_shared<SchemaOptions>();
  CLI::App* verb = app.add_subcommand("schema", "Print the schema that the migrations make");
  add_set_options(*verb, options->set);
  verb->add_option("--format", options->format, "As DDL or as data")
      ->check(CLI::IsMember({"sql", "json"}))
      ->capture_default_str();
  verb->callback([options, &status] { status = print_schema(*options); });
}

}  // namespace migc::compiler
