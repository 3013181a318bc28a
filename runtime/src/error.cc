#include "migc/error.h"

#include "text.h"

namespace migc {
namespace {

std::string place_of(const Error& error) {
  std::string place = printable(error.file);
  if (error.line != 0) place += concat(":", std::to_string(error.line));
  if (error.line != 0 && error.column != 0) place += concat(":", std::to_string(error.column));
  return place;
}

}  // namespace

std::string_view to_text(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage:
      return "usage";
    case ErrorCode::connection:
      return "connection";
    case ErrorCode::busy:
      return "busy";
    case ErrorCode::lock_timeout:
      return "lock_timeout";
    case ErrorCode::permission:
      return "permission";
    case ErrorCode::ledger:
      return "ledger";
    case ErrorCode::history_edited:
      return "history_edited";
    case ErrorCode::history_forked:
      return "history_forked";
    case ErrorCode::history_newer:
      return "history_newer";
    case ErrorCode::out_of_order:
      return "out_of_order";
    case ErrorCode::not_locked:
      return "not_locked";
    case ErrorCode::statement_failed:
      return "statement_failed";
    case ErrorCode::irreversible:
      return "irreversible";
    case ErrorCode::not_confirmed:
      return "not_confirmed";
    case ErrorCode::stopped:
      return "stopped";
    case ErrorCode::cancelled:
      return "cancelled";
    case ErrorCode::unsupported:
      return "unsupported";
  }
  return "unknown";
}

std::string describe(const Error& error) {
  std::string text;
  if (!error.file.empty()) text = concat(place_of(error), ": ");
  text += concat("error: ", printable(error.message));
  if (!error.sqlstate.empty()) text += concat(" (", printable(error.sqlstate), ")");
  if (!error.help.empty()) text += concat("\nhelp: ", printable(error.help));
  return text;
}

}  // namespace migc
