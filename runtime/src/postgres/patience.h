// How long a statement may wait for its locks: long only while nobody waits
// behind it, nor behind what its transaction holds already.
#pragma once

#include <chrono>
#include <cstddef>
#include <span>

#include "migc/embedded.h"
#include "postgres/session.h"

namespace migc::postgres {

// Whether nobody who reads or writes waits for a transaction that runs this
// statement alone.
bool is_patient(const Statement& statement);

// How many statements of a transaction come before the first that keeps others
// waiting; 0 when none of those waits for anything that was there before.
std::size_t count_patient(std::span<const Statement> statements);

// The surroundings with our limit for a patient statement.
Surroundings with_patience(Surroundings surroundings, const Timeouts& timeouts);

// Ends the patience of a transaction, unless its migration has set a limit of
// its own meanwhile.
Result<void> end_patience(Connection& connection, const Timeouts& timeouts,
                          const Surroundings& usual);

}  // namespace migc::postgres
