// What the engine said, in terms of what the caller can do next.
#pragma once

#include <string_view>

#include "ledger.h"
#include "migc/embedded.h"
#include "migc/error.h"
#include "sqlite/connection.h"

namespace migc::sqlite {

// A statement of ours; `doing` completes "could not …".
Error engine_error(const EngineError& error, std::string_view doing);

// A statement of the migration's.
Error statement_error(const EngineError& error, const Migration& migration,
                      const Statement& statement);

Error commit_error(const EngineError& error, const Migration& migration);

}  // namespace migc::sqlite
