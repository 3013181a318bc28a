#include <memory>

#include "compiler/base/file.h"
#include "compiler/base/utf8.h"
#include "compiler/cli/options.h"
#include "compiler/cli/print.h"
#include "compiler/cli/verbs.h"
#include "compiler/embed/depfile.h"
#include "compiler/embed/generate.h"
#include "compiler/forecast/lock_class.h"

namespace migc::compiler {
namespace {

struct BuildOptions {
  SetOptions set;
  std::string output;
  std::string name;
  std::string symbol;
  std::string stamp;
  std::string depfile;
};

// What the developer should know of a build that passes.
std::string remarks(const Project& project) {
  std::string text;
  std::string added;
  for (std::size_t i = 0; i < project.migrations.size(); ++i) {
    if (project.is_locked(i)) continue;
    const ParsedMigration& migration = project.migrations[i];
    const std::string file = printable(migration.source->up.name);
    added += (added.empty() ? "" : ", ") + file;
    if (!migration.up.transactional)
      text += "migc: note: " + file + " runs outside a transaction: " + migration.up.reason + "\n";
  }
  if (!added.empty())
    text += "migc: note: not in the lockfile yet, so only for development: " + added + "\n";
  return text;
}

std::vector<LockClass> lock_classes(const Project& project, std::size_t migration) {
  std::vector<LockClass> out;
  if (project.forecasts.empty()) return out;
  const auto& statements = project.migrations[migration].up.statements;
  for (std::size_t i = 0; i < statements.size(); ++i)
    out.push_back(lock_class(statements[i], project.forecasts[migration][i], migration));
  return out;
}

Result<void> write_code(const BuildOptions& options, const Project& project) {
  const Embedding embedding{options.name, options.symbol, options.name + ".h"};
  if (auto valid = validate(embedding); !valid) return valid;
  std::vector<MigrationFacts> facts;
  for (std::size_t i = 0; i < project.migrations.size(); ++i)
    facts.push_back({project.is_locked(i), lock_classes(project, i)});
  const GeneratedCode code = generate(embedding, project.set, project.migrations, facts);
  if (auto made = make_folder(options.output); !made) return made;
  const std::string base = options.output + "/" + options.name;
  if (auto written = write_if_changed(base + ".h", code.header); !written) return written;
  return write_if_changed(base + ".cc", code.source);
}

Result<void> write_bookkeeping(const BuildOptions& options, const Project& project) {
  if (!options.depfile.empty())
    if (auto written = write_file(options.depfile, to_depfile(options.stamp, project.inputs));
        !written)
      return written;
  return options.stamp.empty() ? Result<void>() : write_file(options.stamp, "");
}

int build(BuildOptions& options) {
  if (options.symbol.empty()) options.symbol = options.name;
  ProjectRequest request = settle(options.set);
  request.keeps_forecasts = true;
  const auto project = examine(request);
  if (!project) return report(project.error());
  update_lint_database(options.set.lint_database, *project.value());
  if (const int status = report(stderr, *project.value()); status != kClean) return status;
  if (const auto written = write_code(options, *project.value()); !written)
    return report(written.error());
  if (const auto written = write_bookkeeping(options, *project.value()); !written)
    return report(written.error());
  print(stderr, remarks(*project.value()));
  return kClean;
}

}  // namespace

void add_build(CLI::App& app, int& status) {
  auto options = std::make_shared<BuildOptions>();
  CLI::App* verb = app.add_subcommand("build", "Check, then generate the C++ that embeds the set");
  add_set_options(*verb, options->set);
  add_judgement_options(*verb, options->set);
  verb->add_option("--output", options->output, "Folder of the generated NAME.h and NAME.cc")
      ->required();
  verb->add_option("--name", options->name, "Name of the set")->required();
  verb->add_option("--symbol", options->symbol, "Name of the accessor function (default: NAME)");
  verb->add_option("--stamp", options->stamp, "File to touch when all is well");
  verb->add_option("--depfile", options->depfile, "Write the inputs as a dependency file");
  verb->callback([options, &status] { status = build(*options); });
}

}  // namespace migc::compiler
