// Tells a person what a run is doing, and a log collector when asked to.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "migc/migrator.h"
#include "runner/call.h"
#include "runner/json_log.h"

namespace migc::runner {

// Remembers which migrations were finished, for a run that fails later.
class Progress final : public Observer {
 public:
  explicit Progress(const Call& call);

  const std::vector<std::string>& finished_versions() const { return finished_; }

  void failed(const Error& error);

  void planned(const Plan& plan) override;
  void running(const Migration& migration, const Statement& statement) override;

  // Not more often than every five seconds.
  void waiting(std::chrono::milliseconds so_far, const Holder& holder) override;
  void retrying(const Migration& migration, const Statement& statement,
                std::chrono::milliseconds so_far, std::span<const Holder> holders) override;
  void started(const Migration& migration) override;
  void finished(const Migration& migration, std::chrono::milliseconds took) override;
  void undoing(const Migration& undo) override;
  void undone(const Migration& undo, std::chrono::milliseconds took) override;

 private:
  bool silent_;
  std::optional<JsonLog> log_;
  std::vector<std::string> finished_;
  std::optional<std::chrono::milliseconds> last_said_;
};

}  // namespace migc::runner
