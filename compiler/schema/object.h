// What every object of the model has: an identity that survives renames, a
// name, and where it came from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migc::compiler {

// Never reused. 0 means none.
using ObjectId = std::uint32_t;

// Which statement made, or last changed, an object.
struct Origin {
  std::size_t migration = 0;  // index in the set
  std::size_t offset = 0;     // of the statement in its file
  bool operator==(const Origin&) const = default;
};

// Of what was there before the first migration.
inline constexpr Origin kBeforeHistory{std::numeric_limits<std::size_t>::max(), 0};

enum class Kind : std::uint8_t {
  schema,
  extension,
  table,
  view,
  index,
  sequence,
  enum_type,
  domain,
  composite_type,
  range_type,
  routine,
  trigger,
  policy,
  rule,
  publication,
  statistics
};

// "table", "enum-type".
std::string_view name_of(Kind kind);

struct Object {
  explicit Object(Kind object_kind) : kind(object_kind) {}
  Object(const Object&) = default;
  Object& operator=(const Object&) = default;
  virtual ~Object() = default;

  Kind kind;
  ObjectId id = 0;
  ObjectId schema = 0;  // 0: lives in no schema
  std::string name;
  Origin origin;
  std::optional<Origin> dropped;  // a tombstone since then
  std::string uncertain;          // why the model does not vouch for it; empty: it does
  std::optional<std::string> comment;
};

// What the objects of one kind start from.
template <Kind kOf>
struct ObjectOf : Object {
  static constexpr Kind kKind = kOf;
  ObjectOf() : Object(kOf) {}
};

}  // namespace migc::compiler
