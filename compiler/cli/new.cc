#include <fmt/chrono.h>

#include <ctime>
#include <filesystem>
#include <memory>

#include "compiler/base/file.h"
#include "compiler/base/utf8.h"
#include "compiler/cli/options.h"
#include "compiler/cli/print.h"
#include "compiler/cli/verbs.h"
#include "compiler/lint/new_migration.h"

namespace migc::compiler {
namespace {

struct NewOptions {
  SetOptions set;
  std::string name;
  bool no_down = false;
};

std::string time_as_version() {
  return fmt::format("{:%Y%m%d%H%M%S}", fmt::gmtime(std::time(nullptr)));
}

int write_new(const std::filesystem::path& folder, const std::string& name,
              const std::string& text) {
  const std::filesystem::path path = folder / name;
  if (path_exists(path))
    return report(Failure{"the file exists", "choose another name", path.string()});
  if (path.has_parent_path())
    if (const auto made = make_folder(path.parent_path()); !made) return report(made.error());
  if (const auto written = write_file(path, text); !written) return report(written.error());
  return print(stdout, "wrote " + printable(path.lexically_normal().string()) + "\n")
             ? kClean
             : kCouldNotCheck;
}

int make_new(NewOptions& options) {
  const auto project = examine(settle(options.set));
  if (!project) return report(project.error());
  const auto made = new_migration(project.value()->set, project.value()->lockfile, options.name,
                                  time_as_version());
  if (!made) return report(made.error());
  const std::filesystem::path folder = options.set.request.folder;
  const int status = write_new(folder, made.value().up_name, made.value().up_text);
  if (status != kClean || options.no_down) return status;
  return write_new(folder, made.value().down_name, made.value().down_text);
}

}  // namespace

void add_new(CLI::App& app, int& status) {
  auto options = std::make_shared<NewOptions>();
  CLI::App* verb = app.add_subcommand("new", "Begin the next migration, with its undo text");
  verb->add_option("name", options->name, "What it does, in a few words")->required();
  add_set_options(*verb, options->set);
  verb->add_flag("--no-down", options->no_down, "Without an undo text");
  verb->callback([options, &status] { status = make_new(*options); });
}

}  // namespace migc::compiler
