#include "postgres/insist.h"

#include "postgres/holder.h"
#include "text.h"

namespace migc::postgres {
namespace {

constexpr std::string_view kLockNotAvailable = "55P03";
constexpr std::string_view kDeadlock = "40P01";

std::string names_of(const std::vector<Holder>& holders) {
  std::string names;
  for (const Holder& holder : holders) {
    names += concat(names.empty() ? "" : "; ", name_holder(holder));
  }
  return names;
}

}  // namespace

bool Insistence::again(const Job& job, Error& error) {
  const bool wants_lock = error.sqlstate == kLockNotAvailable || error.sqlstate == kDeadlock;
  if (!wants_lock || job.current == nullptr) return false;
  const auto& blockers = job.lookout.blockers();
  if (waiter_.over()) {
    if (!blockers.empty()) error.help = concat("it was blocked by ", names_of(blockers));
    return false;
  }
  job.run.observer.retrying(job.step.migration, *job.current, waiter_.so_far(), blockers);
  return waiter_.pause();
}

}  // namespace migc::postgres
