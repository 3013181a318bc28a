// What a run does, as lines of JSON on stderr, for log collectors.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "json.h"
#include "migc/error.h"
#include "migc/migrator.h"

namespace migc::runner {

// One object per event: time (UTC), set, event; migration, statement and
// duration_ms where they apply.
class JsonLog final : public Observer {
 public:
  explicit JsonLog(std::string_view set) : set_(set) {}

  void planned(const Plan& plan) override;
  void waiting(std::chrono::milliseconds so_far, const Holder& holder) override;
  void retrying(const Migration& migration, const Statement& statement,
                std::chrono::milliseconds so_far, std::span<const Holder> holders) override;
  void started(const Migration& migration) override;
  void running(const Migration& migration, const Statement& statement) override;
  void finished(const Migration& migration, std::chrono::milliseconds took) override;
  void undoing(const Migration& undo) override;
  void undone(const Migration& undo, std::chrono::milliseconds took) override;
  void failed(const Error& error);

 private:
  using Clock = std::chrono::steady_clock;

  // A statement has no event of its own at its end: the next one is that.
  struct Running {
    const Migration* migration;
    const Statement* statement;
    Clock::time_point since;
  };

  JsonWriter begin_line(std::string_view event) const;
  void write(std::string_view event, const Migration& migration,
             std::optional<std::chrono::milliseconds> took);
  void end_statement();

  std::string_view set_;
  std::string under_way_;  // title of a migration
  std::optional<Running> running_;
};

}  // namespace migc::runner
