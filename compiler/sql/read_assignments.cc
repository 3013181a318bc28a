// Which columns INSERT, UPDATE and MERGE set.
#include "compiler/sql/read_statement.h"

namespace migc::compiler {
namespace {

class Assignments {
 public:
  explicit Assignments(const Reader& reader) : reader_(reader) {}

  void add(std::string_view type, const Node& node) {
    if (type == "InsertStmt") {
      add_list(node.list("cols"));
      add_list(node["onConflictClause"].list("targetList"));
    } else if (type == "UpdateStmt" || type == "MergeWhenClause") {
      add_list(node.list("targetList"));
    }
  }

  std::vector<std::vector<Assignment>> take() { return std::move(lists_); }

 private:
  void add_list(const std::vector<Node>& targets) {
    if (targets.empty()) return;
    auto& list = lists_.emplace_back();
    for (const Node& wrapped : targets) {
      const Node target = wrapped.unwrapped();
      list.push_back({std::string(target.text("name")), !target.list("indirection").empty(),
                      reader_.name_span(location_of(target))});
    }
  }

  const Reader& reader_;
  std::vector<std::vector<Assignment>> lists_;
};

}  // namespace

std::vector<std::vector<Assignment>> read_assignments(const Reader& reader, std::string_view type,
                                                      const Node& node) {
  Assignments assignments(reader);
  assignments.add(type, node);
  node.walk([&](std::string_view below, const Node& content) { assignments.add(below, content); });
  return assignments.take();
}

}  // namespace migc::compiler
