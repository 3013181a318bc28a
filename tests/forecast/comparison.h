// A forecast beside what the server did.
#pragma once

#include <string>
#include <vector>

#include "compiler/forecast/forecast.h"
#include "observer.h"

namespace migc::testing {

enum class Aspect { table_lock, index_lock, other_lock, rewrite, scan };

struct Disagreement {
  Aspect aspect = Aspect::table_lock;
  std::string text;  // "public.t: AccessExclusiveLock, forecast ShareLock"
};

// What is sure must be there. What is there must be sure or possible, unless the
// forecast says that it does not know all.
std::vector<Disagreement> compare(const compiler::Forecast& forecast,
                                  const std::vector<Observed>& observed);

// For a statement that still waits: no lock that the forecast does not have, and
// one that is as strong as it says. Empty when that holds.
std::string compare_waiting(const compiler::Forecast& forecast,
                            const std::vector<Observed>& observed);

}  // namespace migc::testing
