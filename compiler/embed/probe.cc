#include "compiler/embed/probe.h"

#include <fmt/format.h>

#include "compiler/embed/literal.h"

namespace migc::compiler {
namespace {

std::string_view enumerator(Effect effect) {
  switch (effect) {
    case Effect::unknown:
      return "unknown";
    case Effect::repeatable:
      return "repeatable";
    case Effect::build_index:
      return "build_index";
    case Effect::drop_index:
      return "drop_index";
    case Effect::rebuild_index:
      return "rebuild_index";
    case Effect::rebuild_indexes_of_table:
      return "rebuild_indexes_of_table";
    case Effect::rebuild_indexes_of_schema:
      return "rebuild_indexes_of_schema";
    case Effect::rebuild_all_indexes:
      return "rebuild_all_indexes";
    case Effect::detach_partition:
      return "detach_partition";
    case Effect::create_database:
      return "create_database";
    case Effect::drop_database:
      return "drop_database";
    case Effect::create_tablespace:
      return "create_tablespace";
    case Effect::drop_tablespace:
      return "drop_tablespace";
    case Effect::create_subscription:
      return "create_subscription";
    case Effect::drop_subscription:
      return "drop_subscription";
  }
  return "unknown";
}

}  // namespace

std::string to_initializer(const StatementProbe& probe) {
  std::string out = fmt::format("{{migc::Effect::{}", enumerator(probe.effect));
  if (!probe.object.name.empty()) {
    out += fmt::format(", {}, {}", to_literal(probe.object.schema, ""),
                       to_literal(probe.object.name, ""));
  }
  if (!probe.part.name.empty()) {
    out +=
        fmt::format(", {}, {}", to_literal(probe.part.schema, ""), to_literal(probe.part.name, ""));
  }
  return out + "}";
}

}  // namespace migc::compiler
