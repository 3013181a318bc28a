// Questions to the catalog, and repairs outside a transaction, that no setting
// of the session can redirect. Private to the probes.
#pragma once

#include <chrono>
#include <initializer_list>
#include <string>
#include <string_view>

#include "migc/error.h"
#include "postgres/connection.h"

namespace migc::postgres {

// "schema"."name" or "name".
std::string relation_text(std::string_view schema, std::string_view name);

// As the session's search_path finds it; empty when there is none.
Result<std::string> find_relation(Connection& connection, std::string_view schema,
                                  std::string_view name);

// Under a search_path of pg_catalog alone.
Result<Records> ask_catalog(Connection& connection, const std::string& query,
                            std::initializer_list<std::string> parameters);

// Runs one statement that waits for locks no longer than `patience` (zero: for
// ever). `doing` completes "could not …".
Result<void> repair(Connection& connection, const std::string& statement, std::string_view doing,
                    std::chrono::milliseconds patience);

}  // namespace migc::postgres
