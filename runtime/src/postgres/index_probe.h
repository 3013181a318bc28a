// What CREATE INDEX CONCURRENTLY and REINDEX CONCURRENTLY left behind.
#pragma once

#include "postgres/probe.h"

namespace migc::postgres {

Result<std::string> evidence_before_build(Connection& connection, const Probe& probe);
Result<Aftermath> settle_build(Connection& connection, const Probe& probe,
                               const std::string& evidence, std::chrono::milliseconds patience);

Result<std::string> evidence_before_rebuild(Connection& connection, const Probe& probe);
Result<Aftermath> settle_rebuild(Connection& connection, const std::string& evidence,
                                 std::chrono::milliseconds patience);

}  // namespace migc::postgres
