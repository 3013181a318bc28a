#include "runner/progress.h"

#include "report.h"
#include "text.h"

namespace migc::runner {

Progress::Progress(const Call& call) : silent_(call.json || call.log) {
  if (call.log) log_.emplace(call.set.name);
}

void Progress::failed(const Error& error) {
  if (log_) log_->failed(error);
}

void Progress::planned(const Plan& plan) {
  if (log_) log_->planned(plan);
}

void Progress::running(const Migration& migration, const Statement& statement) {
  if (log_) log_->running(migration, statement);
}

void Progress::waiting(std::chrono::milliseconds so_far, const Holder& holder) {
  if (log_) log_->waiting(so_far, holder);
  constexpr std::chrono::seconds interval(5);
  if (silent_) return;
  if (last_said_ && so_far - *last_said_ < interval && so_far >= *last_said_) return;
  last_said_ = so_far;
  print_line(holder_report(holder));
}

void Progress::retrying(const Migration& migration, const Statement& statement,
                        std::chrono::milliseconds so_far, std::span<const Holder> holders) {
  if (log_) log_->retrying(migration, statement, so_far, holders);
  if (silent_) return;
  print_line(concat("a table is locked; asking again after ", duration_text(so_far)));
  for (const Holder& holder : holders) print_line(holder_report(holder));
}

void Progress::started(const Migration& migration) {
  if (log_) log_->started(migration);
  if (!silent_) print_line(concat("applying ", printable(title(migration))));
}

void Progress::undoing(const Migration& undo) {
  if (log_) log_->undoing(undo);
  if (!silent_) print_line(concat("undoing  ", printable(title(undo))));
}

void Progress::undone(const Migration& undo, std::chrono::milliseconds took) {
  finished_.emplace_back(undo.version);
  if (log_) log_->undone(undo, took);
  if (silent_) return;
  print_line(concat("undone   ", printable(title(undo)), " in ", duration_text(took)));
}

void Progress::finished(const Migration& migration, std::chrono::milliseconds took) {
  finished_.emplace_back(migration.version);
  if (log_) log_->finished(migration, took);
  if (silent_) return;
  print_line(concat("applied  ", printable(title(migration)), " in ", duration_text(took)));
}

}  // namespace migc::runner
