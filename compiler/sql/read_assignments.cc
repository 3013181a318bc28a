// Which columns INSERT, UPDATE and MERGE set.
#include "compiler/sql/read_statement.h"

namespace migc::compiler {
namespace {

void add_list(const Reader& reader, const std::vector<Node>& targets,
              std::vector<std::vector<Assignment>>& lists) {
  if (targets.empty()) return;
  auto& list = lists.emplace_back();
  for (const Node& wrapped : targets) {
    const Node target = wrapped.unwrapped();
    list.push_back({std::string(target.text("name")), !target.list("indirection").empty(),
                    reader.name_span(location_of(target))});
  }
}

}  // namespace

void add_assignments(const Reader& reader, std::string_view type, const Node& node,
                     std::vector<std::vector<Assignment>>& lists) {
  if (type == "InsertStmt") {
    add_list(reader, node.list("cols"), lists);
    add_list(reader, node["onConflictClause"].list("targetList"), lists);
  } else if (type == "UpdateStmt" || type == "MergeWhenClause") {
    add_list(reader, node.list("targetList"), lists);
  }
}

}  // namespace migc::compiler
