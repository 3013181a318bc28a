#include "runner/json_log.h"

#include <array>
#include <ctime>

#include "runner/call.h"
#include "text.h"

namespace migc::runner {
namespace {

using std::chrono::milliseconds;

// From 1, as the history counts.
std::size_t number_of(const Migration& migration, const Statement& statement) {
  return static_cast<std::size_t>(&statement - migration.statements.data()) + 1;
}

std::string now() {
  const auto time = std::chrono::system_clock::now();
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  const auto since_epoch = std::chrono::duration_cast<milliseconds>(time.time_since_epoch());
  const std::string fraction = std::to_string(1000 + since_epoch.count() % 1000).substr(1);
  std::array<char, 32> text{};
  const std::tm* const utc = std::gmtime(&seconds);
  if (utc == nullptr) return {};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", utc);
  return concat(text.data(), ".", fraction, "Z");
}

void write_holder(JsonWriter& json, const Holder& holder) {
  json.member("pid", holder.pid).member("application", holder.application);
  json.member("address", holder.address);
}

}  // namespace

JsonWriter JsonLog::begin_line(std::string_view event) const {
  JsonWriter json;
  json.object().member("time", now()).member("set", set_).member("event", event);
  return json;
}

void JsonLog::write(std::string_view event, const Migration& migration,
                    std::optional<milliseconds> took) {
  JsonWriter json = begin_line(event);
  json.member("migration", title(migration));
  if (took) json.member("duration_ms", took->count());
  complain(json.end().text());
}

void JsonLog::end_statement() {
  if (!running_) return;
  const auto took = std::chrono::duration_cast<milliseconds>(Clock::now() - running_->since);
  JsonWriter json = begin_line("statement_finished");
  json.member("migration", title(*running_->migration));
  json.member("statement", number_of(*running_->migration, *running_->statement));
  json.member("duration_ms", took.count());
  complain(json.end().text());
  running_.reset();
}

void JsonLog::planned(const Plan& plan) {
  JsonWriter json = begin_line("planned");
  json.member("applied", plan.applied).member("pending", plan.pending.size());
  complain(json.end().text());
}

void JsonLog::waiting(milliseconds so_far, const Holder& holder) {
  JsonWriter json = begin_line("waiting");
  json.member("duration_ms", so_far.count());
  write_holder(json, holder);
  complain(json.end().text());
}

// What was running has failed; it begins anew.
void JsonLog::retrying(const Migration& migration, const Statement& statement, milliseconds so_far,
                       std::span<const Holder> holders) {
  running_.reset();
  JsonWriter json = begin_line("retrying");
  json.member("migration", title(migration));
  json.member("statement", number_of(migration, statement));
  json.member("duration_ms", so_far.count());
  json.array("blockers");
  for (const Holder& holder : holders) {
    write_holder(json.object(), holder);
    json.end();
  }
  complain(json.end().end().text());
}

void JsonLog::started(const Migration& migration) {
  under_way_ = title(migration);
  write("started", migration, std::nullopt);
}

void JsonLog::running(const Migration& migration, const Statement& statement) {
  end_statement();
  JsonWriter json = begin_line("statement_started");
  json.member("migration", title(migration));
  json.member("statement", number_of(migration, statement));
  json.member("file", migration.file).member("line", statement.line);
  complain(json.end().text());
  running_ = Running{&migration, &statement, Clock::now()};
}

void JsonLog::finished(const Migration& migration, milliseconds took) {
  end_statement();
  under_way_.clear();
  write("finished", migration, took);
}

void JsonLog::undoing(const Migration& undo) {
  under_way_ = title(undo);
  write("undo_started", undo, std::nullopt);
}

void JsonLog::undone(const Migration& undo, milliseconds took) {
  end_statement();
  under_way_.clear();
  write("undone", undo, took);
}

// The run is over: the migration of an undo is gone with it.
void JsonLog::failed(const Error& error) {
  running_.reset();
  JsonWriter json = begin_line("failed");
  json.member("migration", under_way_.empty() ? error.migration : under_way_);
  json.member("code", to_text(error.code));
  json.member("sqlstate", error.sqlstate).member("message", error.message);
  json.member("file", error.file).member("line", error.line);
  complain(json.end().text());
}

}  // namespace migc::runner
