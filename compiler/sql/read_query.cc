#include "compiler/sql/read_statement.h"

namespace migc::compiler {
namespace {

// Selects and joins below one another. Values that nest no deeper can be walked
// and destroyed on any stack.
constexpr std::size_t kDeepest = 1000;

// One level of nesting, while it lives.
class Level {
 public:
  explicit Level(std::size_t& depth) : depth_(++depth) {}
  Level(const Level&) = delete;
  Level& operator=(const Level&) = delete;
  ~Level() { --depth_; }

 private:
  std::size_t& depth_;
};

class SelectReader {
 public:
  // Spans are relative to the location `base`.
  SelectReader(const Reader& reader, std::size_t base) : reader_(reader), base_(base) {}

  // Null when it nests too deeply to be followed.
  std::shared_ptr<const Select> read_whole(const Node& node) {
    auto out = read(node);
    return too_deep_ ? nullptr : out;
  }

  // An expression as the select that it would be the only target of.
  std::shared_ptr<const Select> read_expression(const Node& expression) {
    auto out = std::make_shared<Select>();
    collect(expression, *out);
    return too_deep_ ? nullptr : out;
  }

 private:
  std::shared_ptr<const Select> read(const Node& node) {
    auto out = std::make_shared<Select>();
    const Level level(depth_);
    if (is_too_deep()) return out;
    for (const Node& table : node["withClause"].list("ctes"))
      read_common_table(table.unwrapped(), *out);
    if (node["larg"]) {
      read_branches(node, *out);
      read_expressions(node, {"sortClause", "limitCount", "limitOffset"}, *out);
      return out;
    }
    read_values(node, *out);
    for (const Node& item : node.list("fromClause")) out->from.push_back(read_from(item, *out));
    for (const Node& target : node.list("targetList")) read_target(target.unwrapped(), *out);
    read_expressions(node,
                     {"distinctClause", "whereClause", "groupClause", "havingClause",
                      "windowClause", "sortClause", "limitCount", "limitOffset"},
                     *out);
    return out;
  }

  bool is_too_deep() {
    too_deep_ |= depth_ > kDeepest;
    return too_deep_;
  }

  // a UNION b UNION c: to the left, the tree is as deep as there are branches.
  void read_branches(const Node& node, Select& out) {
    std::vector<Node> branches;
    Node left = node;
    do {
      branches.push_back(left["rarg"]);
      left = left["larg"];
    } while (left["larg"] && !left["withClause"] && !left["sortClause"] && !left["limitCount"] &&
             !left["limitOffset"]);
    branches.push_back(left);
    for (auto branch = branches.rbegin(); branch != branches.rend(); ++branch)
      out.branches.push_back(read(*branch));
  }

  Span relative(Span span) const {
    const std::size_t origin = reader_.offset() + base_;
    return {span.begin - origin, span.end - origin};
  }

  void read_common_table(const Node& table, Select& out) {
    CommonTable common;
    common.name = table.text("ctename");
    common.column_aliases = strings(table.list("aliascolnames"));
    if (const Node select = table["ctequery"]["SelectStmt"]) common.query = read(select);
    out.with.push_back(std::move(common));
  }

  void read_values(const Node& node, Select& out) {
    const auto lists = node.list("valuesLists");
    for (const Node& list : lists) collect(list, out);
    if (!lists.empty()) out.value_columns = lists.front().unwrapped().list("items").size();
  }

  void read_expressions(const Node& node, std::initializer_list<std::string_view> fields,
                        Select& out) {
    for (const std::string_view field : fields) collect(node[field], out);
  }

  static void read_alias(const Node& alias, FromItem& item) {
    item.alias = alias.text("aliasname");
    item.column_aliases = strings(alias.list("colnames"));
  }

  FromItem read_from(const Node& wrapped, Select& out) {
    FromItem item;
    const Level level(depth_);
    if (is_too_deep()) return item;
    const Node node = wrapped.unwrapped();
    read_alias(node["alias"], item);
    if (wrapped.type() == "RangeVar") {
      item.relation = reader_.range_var(node);
      item.relation.span = relative(item.relation.span);
    } else if (wrapped.type() == "RangeSubselect") {
      item.kind = FromItem::Kind::subquery;
      item.subquery = read(node["subquery"].unwrapped());
    } else if (wrapped.type() == "JoinExpr") {
      item.kind = FromItem::Kind::join;
      item.natural = node.flag("isNatural");
      item.using_columns = strings(node.list("usingClause"));
      item.sides.push_back(read_from(node["larg"], out));
      item.sides.push_back(read_from(node["rarg"], out));
      collect(node["quals"], out);
    } else {
      item.kind = FromItem::Kind::function;
      collect(node["functions"], out);
    }
    return item;
  }

  void read_target(const Node& node, Select& out) {
    SelectTarget target;
    const Node value = node["val"];
    target.name = node.text("name");
    target.has_alias = !target.name.empty();
    if (!target.has_alias) target.name = column_name_of(value);
    if (target.name.empty()) target.name = "?column?";
    if (const Node column = value["ColumnRef"]) {
      target.path = strings(column.list("fields"));
      // Of TABLE t, the star is nowhere in the text.
      if (column.number("location") >= static_cast<std::int64_t>(base_))
        target.span = relative(reader_.name_span(location_of(column)));
    }
    if (const Node cast = value["TypeCast"]) target.cast = reader_.type_name(cast["typeName"]);
    collect(value, out);
    out.targets.push_back(std::move(target));
  }

  // The references of an expression, but not of the selects below it.
  void collect(const Node& node, Select& out) {
    for (Reference& reference : reader_.references_outside_selects(node, base_))
      out.references.push_back(std::move(reference));
    node.walk_until([&](std::string_view type, const Node& below) {
      if (type != "SelectStmt") return true;
      out.below.push_back(read(below));
      return false;
    });
  }

  const Reader& reader_;
  std::size_t base_;
  std::size_t depth_ = 0;
  bool too_deep_ = false;
};

}  // namespace

std::shared_ptr<const Select> read_subselects(const Reader& reader, const Node& expression,
                                              std::size_t first) {
  bool any = false;
  expression.walk([&](std::string_view type, const Node&) { any |= type == "SelectStmt"; });
  if (!any || first >= reader.size()) return nullptr;
  return SelectReader(reader, reader.tokens()[first].begin).read_expression(expression);
}

std::vector<std::shared_ptr<const Select>> read_selects(const Reader& reader, const Node& node,
                                                        std::size_t first) {
  std::vector<std::shared_ptr<const Select>> out;
  if (first >= reader.size()) return out;
  node.walk_until([&](std::string_view type, const Node& below) {
    if (type != "SelectStmt") return true;
    auto select = SelectReader(reader, reader.tokens()[first].begin).read_whole(below);
    if (select) out.push_back(std::move(select));
    return false;
  });
  return out;
}

Query read_query(const Reader& reader, const Node& select, std::size_t first, std::size_t last) {
  return read_query_of(reader, select["SelectStmt"], first, last);
}

Query read_query_of(const Reader& reader, const Node& select_stmt, std::size_t first,
                    std::size_t last) {
  Query out;
  out.sql = reader.text_of_tokens(first, last);
  out.span = reader.span_of_tokens(first, last);
  if (select_stmt && first < reader.size())
    out.select = SelectReader(reader, reader.tokens()[first].begin).read_whole(select_stmt);
  return out;
}

}  // namespace migc::compiler
