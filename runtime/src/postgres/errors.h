// What the server said, in terms of what the caller can do next.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "ledger.h"
#include "migc/embedded.h"
#include "migc/error.h"
#include "postgres/connection.h"

namespace migc::postgres {

// What a statement of ours wants from the ledger: decides which GRANT helps.
enum class Access : std::uint8_t {
  read,
  read_history,
  read_catalog,
  write,
  create_tables,
  alter_tables,
  create_schema
};

// A statement of ours, about the ledger; `role` runs it.
Error ledger_error(const ServerError& error, const LedgerId& ledger, Access access,
                   std::string_view role);

// Any other statement of ours; `doing` completes "could not …".
Error session_error(const ServerError& error, std::string_view doing);

// A statement of the migration's.
Error statement_error(const ServerError& error, const Migration& migration,
                      const Statement& statement);

// The connection broke while COMMIT was under way, or COMMIT was refused.
Error commit_error(const ServerError& error, const Migration& migration);

// One element of an array as text.
std::string quote_array_element(std::string_view text);

// "\"public\".\"migc_ledger\""
std::string qualified(const LedgerId& ledger, std::string_view table);

}  // namespace migc::postgres
