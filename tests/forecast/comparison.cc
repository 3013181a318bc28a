#include "comparison.h"

#include <algorithm>
#include <map>
#include <utility>

namespace migc::testing {
namespace {

using compiler::Affected;
using compiler::Forecast;
using compiler::LockMode;
using Name = std::pair<std::string, std::string>;

// The weakest and the strongest that may be.
struct Range {
  LockMode least = LockMode::none;
  LockMode most = LockMode::none;
};

std::map<Name, Range> lock_ranges(const Forecast& forecast) {
  std::map<Name, Range> out;
  for (const compiler::RelationLock& lock : forecast.locks) {
    Range& range = out[{lock.relation.schema, lock.relation.name}];
    if (lock.relation.certain) range.least = std::max(range.least, lock.mode);
    range.most = std::max(range.most, lock.mode);
  }
  return out;
}

std::map<Name, bool> by_name(const std::vector<Affected>& list) {
  std::map<Name, bool> out;
  for (const Affected& one : list) out[{one.schema, one.name}] |= one.certain;
  return out;
}

std::string text_of(LockMode mode) {
  return mode == LockMode::none ? "no lock" : std::string(compiler::server_name(mode));
}

std::string text_of(Range range) {
  if (range.least == range.most) return text_of(range.least);
  return text_of(range.least) + " to " + text_of(range.most);
}

Aspect lock_aspect(const Observed& seen) {
  if (seen.is_index()) return Aspect::index_lock;
  return seen.kind == 'S' || seen.kind == 'c' ? Aspect::other_lock : Aspect::table_lock;
}

class Comparison {
 public:
  Comparison(const Forecast& forecast, const std::vector<Observed>& observed)
      : forecast_(forecast), observed_(observed) {}

  std::vector<Disagreement> all() {
    const auto ranges = lock_ranges(forecast_);
    const auto rewrites = by_name(forecast_.rewrites);
    const auto scans = by_name(forecast_.scans);
    for (const Observed& seen : observed_) {
      const Name name{seen.schema, seen.name};
      const auto range = ranges.find(name);
      lock(seen, range == ranges.end() ? Range{} : range->second);
      rewrite(seen, rewrites);
      // What is written anew is read for it, whatever the statistics say.
      if (!seen.rewritten) scan(seen, scans);
    }
    return std::move(out_);
  }

 private:
  void lock(const Observed& seen, Range range) {
    const bool too_much = forecast_.certain && seen.lock > range.most;
    if (seen.lock >= range.least && !too_much) return;
    add(lock_aspect(seen), seen, text_of(seen.lock) + ", forecast " + text_of(range));
  }

  void rewrite(const Observed& seen, const std::map<Name, bool>& wanted) {
    const auto found = wanted.find({seen.schema, seen.name});
    if (seen.rewritten && found == wanted.end() && forecast_.certain)
      add(Aspect::rewrite, seen, "rewrite, not in the forecast");
    if (!seen.rewritten && found != wanted.end() && found->second)
      add(Aspect::rewrite, seen, "no rewrite, but in the forecast");
  }

  // The planner may read all rows through an index, or a few: only a scan from
  // end to end must be in the forecast.
  void scan(const Observed& seen, const std::map<Name, bool>& wanted) {
    const auto found = wanted.find({seen.schema, seen.name});
    if (seen.scanned && found == wanted.end() && forecast_.certain)
      add(Aspect::scan, seen, "scan, not in the forecast");
    if (!seen.scanned && !seen.index_scanned && found != wanted.end() && found->second)
      add(Aspect::scan, seen, "no scan, but in the forecast");
  }

  void add(Aspect aspect, const Observed& seen, const std::string& text) {
    out_.push_back({aspect, seen.schema + "." + seen.name + ": " + text});
  }

  const Forecast& forecast_;
  const std::vector<Observed>& observed_;
  std::vector<Disagreement> out_;
};

}  // namespace

std::vector<Disagreement> compare(const Forecast& forecast, const std::vector<Observed>& observed) {
  return Comparison(forecast, observed).all();
}

std::string compare_waiting(const Forecast& forecast, const std::vector<Observed>& observed) {
  const auto ranges = lock_ranges(forecast);
  bool as_strong = false;
  for (const Observed& seen : observed) {
    if (seen.lock == LockMode::none) continue;
    const auto range = ranges.find({seen.schema, seen.name});
    const LockMode most = range == ranges.end() ? LockMode::none : range->second.most;
    if (seen.lock > most)
      return seen.schema + "." + seen.name + ": " + text_of(seen.lock) + ", forecast " +
             text_of(most);
    as_strong |= seen.lock == most && !seen.is_index();
  }
  return as_strong ? "" : "no table is locked as strongly as the forecast says";
}

}  // namespace migc::testing
