// What a statement will do to a running server: the locks that it takes, what
// it reads in full or writes anew, and why. Plain values; nothing here connects
// to a database. Proved against a server by tests/forecast.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/forecast/lock_mode.h"
#include "compiler/schema/model.h"

namespace migc::compiler {

inline constexpr int kOldestForecast = 14;
inline constexpr int kNewestForecast = 18;

// Major versions that a set must run on. The forecast is for the oldest; what
// is otherwise on newer ones is among its notes.
struct ServerRange {
  int oldest = kOldestForecast;
  int newest = kNewestForecast;
};

enum class RelationSort : std::uint8_t {
  table,
  index,
  view,
  materialized_view,
  sequence,
  composite_type
};

// As in JSON: "materialized-view".
std::string_view name_of(RelationSort sort);

// A relation that a statement touches. Not a type or a function: the server
// locks those too, but nobody waits for them.
struct Affected {
  ObjectId id = 0;  // 0: no statement so far made it
  std::string schema;
  std::string name;
  RelationSort sort = RelationSort::table;
  std::optional<Origin> origin;  // where the model knows it from
  // False: it happens only if rows, a value or a plan make it happen.
  bool certain = true;

  // Others may be using it while the migration of that index runs.
  bool existed_before(std::size_t migration) const;
};

struct RelationLock {
  Affected relation;
  LockMode mode = LockMode::none;  // the strongest; one that is sure and one that may be
};

struct Forecast {
  std::vector<RelationLock> locks;    // until the end of the transaction
  std::vector<Affected> rewrites;     // storage written anew: tables, indexes, materialized views
  std::vector<Affected> scans;        // read in full
  std::vector<Affected> changes;      // rows inserted, updated or deleted
  bool certain = true;                // false: it may do more than is listed
  std::string uncertainty;            // then: why
  std::string why;                    // one sentence
  std::vector<std::string> versions;  // what differs between the servers of the range

  // The strongest on a table or materialized view that the statement may take.
  LockMode strongest() const;
};

// `before` is the schema as the statement finds it.
Forecast forecast(const Statement& statement, const Model& before, ServerRange servers);

}  // namespace migc::compiler
