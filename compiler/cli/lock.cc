#include <filesystem>
#include <memory>

#include "compiler/base/file.h"
#include "compiler/base/text.h"
#include "compiler/cli/options.h"
#include "compiler/cli/print.h"
#include "compiler/cli/verbs.h"
#include "compiler/lock/actions.h"
#include "compiler/lock/parse.h"
#include "compiler/lock/rebase.h"
#include "compiler/report/text.h"

namespace migc::compiler {
namespace {

struct LockOptions {
  SetOptions set;
  bool adopt = false;
  std::string amend;
  std::string remove;
  std::string rebase_onto;
};

bool is_about_history(const Finding& finding) {
  for (const std::string_view rule : {"edited", "removed", "renamed", "reordered", "out-of-order"})
    if (finding.rule == rule) return true;
  return false;
}

// Prints the findings that stand in the way of an action that may itself
// settle what the history disagrees about. False: nothing does.
bool refuses(const Project& project) {
  std::vector<Finding> problems;
  for (const Finding& finding : project.findings)
    if (!is_about_history(finding)) problems.push_back(finding);
  if (status_of(problems) == kClean) return false;
  print(stderr, to_text(problems) + "migc: error: nothing was locked\n");
  return true;
}

int write(const Project& project, const Lockfile& lockfile, const std::string& message) {
  if (const auto written = write_if_changed(project.lockfile_path, to_text(lockfile)); !written)
    return report(written.error());
  return print(stdout, message + "\n") ? kClean : kCouldNotCheck;
}

std::string counted(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " file" : " files");
}

int take(const Project& project) {
  if (status_of(project.findings) != kClean) {
    report(stderr, project);
    print(stderr, "migc: error: nothing was locked\n");
    return kFindings;
  }
  const auto taken = take_new(project.set, *project.lockfile, project.lockfile_path);
  if (!taken) {
    print(stderr, to_text(taken.error()));
    return kFindings;
  }
  print(stderr, to_text(project.findings));  // warnings
  const std::size_t added = taken->files.size() - project.lockfile->files.size();
  std::string message = "locked " + counted(added) + " in " + project.lockfile_path;
  if (added == 0) message = "nothing to lock: " + project.lockfile_path + " is up to date";
  if (taken->files.empty())
    message = "wrote " + project.lockfile_path + ", which holds nothing yet";
  return write(project, taken.value(), message);
}

int adopt_all(const Project& project) {
  if (refuses(project)) return kFindings;
  const auto adopted = adopt(project.set, project.lockfile_exists);
  if (!adopted) return report(adopted.error());
  return write(
      project, adopted.value(),
      "adopted " + counted(adopted->files.size()) + " as history in " + project.lockfile_path);
}

int change(const Project& project, const Result<LockChange>& changed) {
  if (!changed) return report(changed.error());
  return write(project, changed->lockfile, changed->message);
}

Result<Lockfile> read_lockfile(const std::string& path) {
  auto bytes = read_file(path);
  if (!bytes) return std::move(bytes).error();
  auto parsed = parse_lockfile(canonical_text(std::move(bytes).value()), path);
  if (!parsed) return Failure{to_text(std::vector{parsed.error()}), ""};
  return std::move(parsed).value();
}

// A rename must not take the place of a file that is there for another reason.
Result<void> carry_out(const std::vector<FileRename>& renames, const std::string& folder) {
  const std::filesystem::path home(folder);
  for (const FileRename& rename : renames) {
    if (path_exists(home / rename.to))
      return Failure{"\"" + (home / rename.to).string() + "\" is in the way of " + rename.from,
                     "move it away, then rebase again"};
    if (auto done = rename_file(home / rename.from, home / rename.to); !done) return done;
  }
  return {};
}

// Puts one's own migrations behind those of the other branch, takes over its
// lockfile, and locks: one's own are new again, so they are judged again.
int rebase(const ProjectRequest& request, const std::string& onto) {
  auto loaded = load_folder(request.folder, request.dialect);
  if (!loaded) return report(loaded.error());
  std::erase_if(loaded->findings, [](const Finding& f) { return f.rule == "duplicate-version"; });
  if (status_of(loaded->findings) != kClean) {
    print(stderr, to_text(loaded->findings));
    return kFindings;
  }
  const std::string own_path = lockfile_path(request);
  const auto own = read_lockfile(own_path);  // lost in a conflict: then there is none
  const auto theirs = read_lockfile(onto);
  if (!theirs) return report(theirs.error());
  const auto rebased =
      rebase_onto(loaded->set, own ? own.value() : Lockfile{}, theirs.value(), onto);
  if (!rebased) return report(rebased.error());
  if (const auto done = carry_out(rebased->renames, request.folder); !done)
    return report(done.error());
  for (const FileRename& rename : rebased->renames)
    print(stdout, "renamed " + rename.from + " to " + rename.to + "\n");
  if (const auto written = write_if_changed(own_path, to_text(theirs.value())); !written)
    return report(written.error());
  const auto project = examine(request);
  return project ? take(*project.value()) : report(project.error());
}

int lock(LockOptions& options) {
  ProjectRequest request = settle(options.set);
  request.adopting = options.adopt;
  if (!options.rebase_onto.empty()) return rebase(request, options.rebase_onto);
  const auto examined = examine(request);
  if (!examined) return report(examined.error());
  const Project& project = *examined.value();
  if (!project.lockfile) return report(stderr, project);
  if (options.adopt) return adopt_all(project);
  if (options.amend.empty() && options.remove.empty()) return take(project);
  if (refuses(project)) return kFindings;
  return change(project, options.amend.empty()
                             ? remove_locked(project.set, *project.lockfile, options.remove)
                             : amend(project.set, *project.lockfile, options.amend));
}

}  // namespace

void add_lock(CLI::App& app, int& status) {
  auto options = std::make_shared<LockOptions>();
  const auto is_version = [](const std::string& text) {
    const bool digits = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
    return digits ? std::string()
                  : "\"" + text + "\" is no version: write the digits that a file name begins with";
  };
  CLI::App* verb = app.add_subcommand("lock", "Take the new migrations into the lockfile");
  add_set_options(*verb, options->set);
  CLI::Option_group* how = verb->add_option_group("Instead of locking what is new, one of");
  how->add_flag("--adopt", options->adopt, "Start a lockfile: everything there is, is history");
  how->add_option("--amend", options->amend, "Lock the text that this version has now")
      ->type_name("VERSION")
      ->check(is_version);
  how->add_option("--remove", options->remove, "Forget this version, whose file is gone")
      ->type_name("VERSION")
      ->check(is_version);
  how->add_option("--rebase-onto", options->rebase_onto,
                  "Put the migrations that this lockfile does not hold behind those that it holds");
  how->require_option(0, 1);
  verb->callback([options, &status] { status = lock(*options); });
}

}  // namespace migc::compiler
