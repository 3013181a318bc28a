#include "compiler/facts/builtin.h"

#include <algorithm>
#include <span>

namespace migc::compiler {
namespace {

// A row holds from version `since` to `until`; a name has one row for each
// such run, and the tables are sorted by it.
struct FunctionFact {
  std::string_view name;
  char least;
  char most;
  int since;
  int until;
};
struct TypeFact {
  std::string_view name;
  std::string_view sql;
  char category;
  int since;
  int until;
};
struct CastFact {
  std::string_view name;  // from
  std::string_view to;
  int since;
  int until;
};
struct KeywordFact {
  std::string_view name;
  char category;
  int since;
  int until;
};

constexpr FunctionFact kFunctions[] = {
#include "compiler/facts/builtin_functions.inc"
};
constexpr TypeFact kTypes[] = {
#include "compiler/facts/builtin_types.inc"
};
constexpr CastFact kCasts[] = {
#include "compiler/facts/binary_casts.inc"
};
constexpr KeywordFact kKeywords[] = {
#include "compiler/facts/keywords.inc"
};

constexpr int kOldest = 14;
constexpr int kNewest = 18;

struct ByName {
  template <class Fact>
  bool operator()(const Fact& fact, std::string_view name) const {
    return fact.name < name;
  }
  template <class Fact>
  bool operator()(std::string_view name, const Fact& fact) const {
    return name < fact.name;
  }
};

// The rows of one name.
template <class Fact, std::size_t kSize>
std::span<const Fact> rows_of(const Fact (&facts)[kSize], std::string_view name) {
  const auto [first, last] = std::equal_range(std::begin(facts), std::end(facts), name, ByName{});
  return {first, last};
}

// The row of one name that holds for a version; null when there is none.
template <class Fact, std::size_t kSize>
const Fact* row_of(const Fact (&facts)[kSize], std::string_view name, int version) {
  version = std::clamp(version, kOldest, kNewest);
  for (const Fact& fact : rows_of(facts, name))
    if (fact.since <= version && version <= fact.until) return &fact;
  return nullptr;
}

// Source: pg_proc.provolatile.
Volatility volatility_of(char code) {
  if (code == 'i') return Volatility::immutable;
  return code == 's' ? Volatility::stable : Volatility::volatile_function;
}

}  // namespace

bool is_builtin_function(std::string_view name) {
  return !rows_of(kFunctions, name).empty();
}

bool is_builtin_type(std::string_view name) {
  return !rows_of(kTypes, name).empty();
}

std::optional<VolatilityRange> builtin_volatility(std::string_view name, int server_version) {
  const FunctionFact* fact = row_of(kFunctions, name, server_version);
  if (!fact) return std::nullopt;
  return VolatilityRange{volatility_of(fact->least), volatility_of(fact->most)};
}

std::string_view builtin_type_as_sql(std::string_view name) {
  const auto rows = rows_of(kTypes, name);
  return rows.empty() ? std::string_view() : rows.back().sql;
}

std::optional<char> builtin_type_category(std::string_view name, int server_version) {
  const TypeFact* fact = row_of(kTypes, name, server_version);
  return fact ? std::optional(fact->category) : std::nullopt;
}

bool is_builtin_binary_cast(std::string_view from, std::string_view to) {
  const auto rows = rows_of(kCasts, from);
  return std::any_of(rows.begin(), rows.end(), [&](const CastFact& cast) { return cast.to == to; });
}

bool is_keyword(std::string_view word) {
  return !rows_of(kKeywords, word).empty();
}

}  // namespace migc::compiler
