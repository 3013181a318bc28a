#include "compiler/lint/project.h"

#include <filesystem>

#include "compiler/base/digest.h"
#include "compiler/base/file.h"
#include "compiler/base/text.h"
#include "compiler/lint/check.h"
#include "compiler/lint/level_switch.h"
#include "compiler/lock/parse.h"
#include "compiler/lock/unlocked.h"

namespace migc::compiler {
namespace {

std::string in_folder(const std::string& folder, const char* name) {
  return folder == "." ? name : (std::filesystem::path(folder) / name).string();
}

class Examination {
 public:
  explicit Examination(const ProjectRequest& request)
      : request_(request), project_(std::make_unique<Project>()) {}

  Result<std::unique_ptr<Project>> examine() {
    if (auto done = read_config(); !done) return std::move(done).error();
    auto loaded = load_folder(request_.folder, request_.dialect);
    if (!loaded) return std::move(loaded).error();
    take(std::move(loaded).value());
    if (auto done = read_lockfile(); !done) return std::move(done).error();
    compare_history();
    if (auto done = read_base(); !done) return std::move(done).error();
    judge();
    return std::move(project_);
  }

 private:
  Result<void> read_config() {
    const std::string path = request_.config.value_or(in_folder(request_.folder, "migc.toml"));
    if (request_.config || path_exists(path)) {
      auto bytes = read_file(path);
      if (!bytes) return std::move(bytes).error();
      auto config = parse_config(canonical_text(std::move(bytes).value()), path);
      if (!config) return std::move(config).error();
      project_->config = std::move(config).value();
      project_->inputs.push_back(path);
    }
    if (request_.server_version) project_->config.server_version = *request_.server_version;
    for (const std::string& text : request_.level_switches)
      if (auto done = apply_switch(project_->config, text); !done) return done;
    return {};
  }

  void take(LoadedSet loaded) {
    project_->set = std::move(loaded.set);
    project_->findings = std::move(loaded.findings);
    project_->inputs.insert(project_->inputs.end(), loaded.inputs.begin(), loaded.inputs.end());
  }

  Result<void> read_lockfile() {
    project_->lockfile_path = lockfile_path(request_);
    if (!path_exists(project_->lockfile_path)) {
      project_->lockfile.emplace();
      return {};
    }
    project_->lockfile_exists = true;
    project_->inputs.push_back(project_->lockfile_path);
    auto bytes = read_file(project_->lockfile_path);
    if (!bytes) return std::move(bytes).error();
    auto parsed = parse_lockfile(canonical_text(std::move(bytes).value()), project_->lockfile_path);
    if (parsed) {
      project_->lockfile = std::move(parsed).value();
    } else {
      project_->findings.push_back(std::move(parsed).error());
    }
    return {};
  }

  // With a damaged lockfile nobody knows what is new; its own finding is enough.
  void compare_history() {
    if (!project_->lockfile) {
      project_->comparison.states.assign(project_->set.migrations.size(), {LockState::locked, {}});
      return;
    }
    project_->comparison = compare(project_->set, *project_->lockfile, project_->lockfile_path);
    if (request_.must_be_locked)
      add(find_unlocked(project_->set, project_->comparison, project_->lockfile_path));
    add(std::move(project_->comparison.findings));
  }

  Result<void> read_base() {
    if (!request_.base) return {};
    auto bytes = read_file(*request_.base);
    if (!bytes) return std::move(bytes).error();
    project_->inputs.push_back(*request_.base);
    const std::string text = canonical_text(std::move(bytes).value());
    Lockfile base;
    if (!text.empty()) {  // the target branch may have none yet
      auto parsed = parse_lockfile(text, *request_.base);
      if (!parsed) {
        project_->findings.push_back(std::move(parsed).error());
        return {};
      }
      base = std::move(parsed).value();
    }
    beyond_base_ = not_in_base(project_->set, base);
    return {};
  }

  Judgement judgement_of(std::size_t migration) const {
    if (request_.adopting) return Judgement::silent;
    const bool is_new =
        !beyond_base_.empty() ? beyond_base_[migration].up : !project_->is_locked(migration);
    if (is_new) return Judgement::full;
    return request_.all ? Judgement::history : Judgement::silent;
  }

  void judge() {
    project_->migrations = parse_set(project_->set);
    std::vector<Judgement> judgements;
    for (std::size_t i = 0; i < project_->migrations.size(); ++i)
      judgements.push_back(judgement_of(i));
    CheckResult checked = check_set(project_->set, project_->migrations, judgements,
                                    project_->config, {request_.keeps_forecasts});
    add(std::move(checked.findings));
    project_->forecasts = std::move(checked.forecasts);
    project_->model = std::move(checked.model);
    if (request_.warnings_as_errors)
      for (Finding& finding : project_->findings)
        if (finding.severity == Severity::warning) finding.severity = Severity::error;
    sort_findings(project_->findings, project_->set);
  }

  void add(std::vector<Finding> findings) {
    for (Finding& finding : findings) project_->findings.push_back(std::move(finding));
  }

  const ProjectRequest& request_;
  std::unique_ptr<Project> project_;
  std::vector<NotInBase> beyond_base_;  // empty: no base was given
};

}  // namespace

std::string lockfile_path(const ProjectRequest& request) {
  return request.lockfile.value_or(in_folder(request.folder, "migrations.lock"));
}

Result<std::unique_ptr<Project>> examine(const ProjectRequest& request) {
  return Examination(request).examine();
}

CheckReport report_of(const Project& project) {
  CheckReport report;
  report.dialect = project.set.dialect;
  report.server_version = project.config.server_version;
  for (std::size_t i = 0; i < project.migrations.size(); ++i) {
    const SourceMigration& source = *project.migrations[i].source;
    report.migrations.push_back({source.version, source.name, source.up.path,
                                 to_hex(source.up.digest), project.is_locked(i),
                                 project.migrations[i].up.transactional});
  }
  report.findings = project.findings;
  for (const Rule* rule : all_rules())
    report.rules.push_back({std::string(rule->id), std::string(rule->summary),
                            std::string(rule->rationale), std::string(rule->remedy),
                            severity_of(rule->level)});
  return report;
}

}  // namespace migc::compiler
