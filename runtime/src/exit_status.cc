#include "migc/runner.h"

namespace migc {

// Persisted in the scripts of users: do not renumber.
int exit_status(const Error& error) {
  constexpr int failed = 1, unusable = 2, differs = 4, busy = 5, resumable = 6, person = 7,
                unreachable = 8;
  if (error.code == ErrorCode::stopped) return person;
  if (error.state == DatabaseState::partial || error.state == DatabaseState::unknown) {
    return resumable;
  }
  switch (error.code) {
    case ErrorCode::usage:
    case ErrorCode::unsupported:
    case ErrorCode::not_locked:
    case ErrorCode::not_confirmed:
      return unusable;
    case ErrorCode::history_edited:
    case ErrorCode::history_forked:
    case ErrorCode::history_newer:
    case ErrorCode::out_of_order:
      return differs;
    case ErrorCode::busy:
    case ErrorCode::lock_timeout:
      return busy;
    case ErrorCode::permission:
    case ErrorCode::ledger:
    case ErrorCode::irreversible:
    case ErrorCode::stopped:
      return person;
    case ErrorCode::connection:
      return unreachable;
    case ErrorCode::statement_failed:
    case ErrorCode::cancelled:
      return failed;
  }
  return person;
}

}  // namespace migc
