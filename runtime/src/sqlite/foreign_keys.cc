#include "sqlite/foreign_keys.h"

#include "text.h"

namespace migc::sqlite {

Result<Violations, EngineError> find_violations(Connection& connection) {
  const Reply reply = connection.run(
      "SELECT \"table\", \"parent\", count(*) FROM pragma_foreign_key_check GROUP BY 1, 2");
  if (!reply) return reply.error();
  Violations violations;
  for (const Record& row : reply.value()) {
    violations[{row[0], row[1]}] = parse_number(row[2]).value_or(0);
  }
  return violations;
}

std::string new_violation(const Violations& before, const Violations& after) {
  for (const auto& [tables, count] : after) {
    const auto known = before.find(tables);
    const std::size_t old_count = known == before.end() ? 0 : known->second;
    if (count <= old_count) continue;
    return concat(std::to_string(count - old_count), " row(s) of \"", tables.first,
                  "\" would refer to rows of \"", tables.second, "\" that do not exist");
  }
  return {};
}

}  // namespace migc::sqlite
