#include "compiler/sql/read_statement.h"

namespace migc::compiler {
namespace {

ObjectKind object_kind(std::string_view type) {
  if (type == "OBJECT_TABLE") return ObjectKind::table;
  if (type == "OBJECT_INDEX") return ObjectKind::index;
  if (type == "OBJECT_VIEW" || type == "OBJECT_MATVIEW") return ObjectKind::view;
  if (type == "OBJECT_SEQUENCE") return ObjectKind::sequence;
  if (type == "OBJECT_TYPE" || type == "OBJECT_DOMAIN") return ObjectKind::type;
  if (type == "OBJECT_SCHEMA") return ObjectKind::schema;
  if (type == "OBJECT_COLUMN") return ObjectKind::column;
  if (type == "OBJECT_TABCONSTRAINT") return ObjectKind::constraint;
  return ObjectKind::other;
}

QualifiedName object_name(const Node& object) {
  if (object.type() == "List") return name_from_strings(object.unwrapped().list("items"));
  if (object.type() == "TypeName") return name_from_strings(object.unwrapped().list("names"));
  return {"", std::string(object.string()), {}};
}

// The tree gives no places: the names are what the commas separate, after the
// object's kind and IF EXISTS.
std::size_t first_name_token(const Reader& reader, const Node& drop) {
  std::size_t at = 1;
  const auto skip = [&](std::string_view word) {
    if (at < reader.tokens().size() && is_word(reader.tokens()[at], reader.text(), word)) ++at;
  };
  for (const std::string_view word : {"materialized", "foreign"}) skip(word);
  ++at;
  skip("concurrently");
  if (drop.flag("missing_ok")) at += 2;
  return at;
}

}  // namespace

Drop read_drop(const Reader& reader, const Node& drop_stmt) {
  Drop out;
  out.kind = object_kind(drop_stmt.text("removeType"));
  out.if_exists = drop_stmt.flag("missing_ok");
  out.cascade = drop_stmt.text("behavior") == "DROP_CASCADE";
  out.concurrently = drop_stmt.flag("concurrent");
  std::size_t first = first_name_token(reader, drop_stmt);
  for (const Node& object : drop_stmt.list("objects")) {
    QualifiedName name = object_name(object);
    if (first < reader.tokens().size()) name.span = reader.name_span(reader.tokens()[first].begin);
    out.names.push_back(std::move(name));
    first = reader.element_end(first) + 1;
  }
  return out;
}

Rename read_rename(const Reader& reader, const Node& rename_stmt) {
  Rename out;
  out.kind = object_kind(rename_stmt.text("renameType"));
  out.old_name = rename_stmt.text("subname");
  out.new_name = rename_stmt.text("newname");
  out.if_exists = rename_stmt.flag("missing_ok");
  const std::size_t all = reader.tokens().size();
  if (const Node relation = rename_stmt["relation"]) {
    out.object = reader.range_var(relation);
    out.target = out.object.span;
    if (!out.old_name.empty())
      out.target = reader.find_name(out.old_name, reader.find_word("rename", 0, all) + 1, all);
  } else {
    out.object = object_name(rename_stmt["object"]);
    out.target = reader.find_name(out.object.name, 2, all);
  }
  return out;
}

}  // namespace migc::compiler
