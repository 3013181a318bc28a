// Migrator::redo: for the developer who is still writing a migration.
#include <utility>

#include "input.h"
#include "migc/migrator.h"

namespace migc {
namespace {

Error not_in_development() {
  return Error{.code = ErrorCode::usage,
               .message = "this is for a developer's own database",
               .help = "set MIGC_ENV=development there; elsewhere use rollback and apply"};
}

}  // namespace

Result<Summary> Migrator::redo(const Rollback& rollback, Observer* observer) {
  if (!in_development(options_)) return not_in_development();
  auto undone = this->rollback(rollback, observer);
  if (!undone) return undone;
  return apply(observer);
}

}  // namespace migc
