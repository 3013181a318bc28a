// Statements that name existing objects: DROP, RENAME, SET SCHEMA, OWNER, COMMENT.
#include <array>
#include <utility>

#include "compiler/sql/read_statement.h"

namespace migc::compiler {
namespace {

constexpr std::array<std::pair<std::string_view, ObjectKind>, 34> kKinds = {{
    {"OBJECT_TABLE", ObjectKind::table},
    {"OBJECT_VIEW", ObjectKind::view},
    {"OBJECT_MATVIEW", ObjectKind::materialized_view},
    {"OBJECT_INDEX", ObjectKind::index},
    {"OBJECT_SEQUENCE", ObjectKind::sequence},
    {"OBJECT_FOREIGN_TABLE", ObjectKind::foreign_table},
    {"OBJECT_TYPE", ObjectKind::type},
    {"OBJECT_DOMAIN", ObjectKind::domain},
    {"OBJECT_SCHEMA", ObjectKind::schema},
    {"OBJECT_EXTENSION", ObjectKind::extension},
    {"OBJECT_FUNCTION", ObjectKind::function},
    {"OBJECT_PROCEDURE", ObjectKind::procedure},
    {"OBJECT_ROUTINE", ObjectKind::routine},
    {"OBJECT_AGGREGATE", ObjectKind::aggregate},
    {"OBJECT_OPERATOR", ObjectKind::sql_operator},
    {"OBJECT_TRIGGER", ObjectKind::trigger},
    {"OBJECT_POLICY", ObjectKind::policy},
    {"OBJECT_RULE", ObjectKind::rule},
    {"OBJECT_COLUMN", ObjectKind::column},
    {"OBJECT_TABCONSTRAINT", ObjectKind::constraint},
    {"OBJECT_DOMCONSTRAINT", ObjectKind::domain_constraint},
    {"OBJECT_ATTRIBUTE", ObjectKind::attribute},
    {"OBJECT_DATABASE", ObjectKind::database},
    {"OBJECT_ROLE", ObjectKind::role},
    {"OBJECT_TABLESPACE", ObjectKind::tablespace},
    {"OBJECT_PUBLICATION", ObjectKind::publication},
    {"OBJECT_SUBSCRIPTION", ObjectKind::subscription},
    {"OBJECT_STATISTIC_EXT", ObjectKind::statistics},
    {"OBJECT_EVENT_TRIGGER", ObjectKind::event_trigger},
    {"OBJECT_COLLATION", ObjectKind::collation},
    {"OBJECT_CONVERSION", ObjectKind::conversion},
    {"OBJECT_LANGUAGE", ObjectKind::language},
    {"OBJECT_CAST", ObjectKind::cast},
    {"OBJECT_TSCONFIGURATION", ObjectKind::text_search},
}};

// Objects whose name ends in the part that a table holds.
bool has_part(ObjectKind kind) {
  return kind == ObjectKind::trigger || kind == ObjectKind::policy || kind == ObjectKind::rule ||
         kind == ObjectKind::column || kind == ObjectKind::constraint ||
         kind == ObjectKind::attribute;
}

void read_arguments(const Reader& reader, const Node& object, ObjectName& out) {
  out.name = name_from_strings(object.list("objname"));
  if (object.flag("args_unspecified")) return;
  out.arguments.emplace();
  for (const Node& argument : object.list("objargs"))
    out.arguments->push_back(reader.type_name(argument.unwrapped()));
}

// The list of names: table (domain) and part, or the object alone.
void read_names(std::vector<Node> names, ObjectName& out) {
  if (has_part(out.kind) && names.size() > 1) {
    out.part = names.back().string();
    names.pop_back();
  }
  out.name = name_from_strings(names);
}

void read_domain_constraint(const std::vector<Node>& items, ObjectName& out) {
  if (items.size() != 2) return;
  out.name = name_from_strings(items[0]["TypeName"].list("names"));
  out.part = items[1].string();
}

// The tree gives no places: the names are what the commas separate, after the
// object's kind and IF EXISTS.
std::size_t first_name_token(const Reader& reader, const Node& drop) {
  std::size_t at = 1;
  const bool may_have_class = reader.word(at, "operator");
  for (const std::string_view word :
       {"materialized", "foreign", "data", "event", "access", "text", "search"})
    if (reader.word(at, word)) ++at;
  ++at;
  if (may_have_class && (reader.word(at, "class") || reader.word(at, "family"))) ++at;
  if (reader.word(at, "concurrently")) ++at;
  return drop.flag("missing_ok") ? at + 2 : at;
}

}  // namespace

ObjectKind object_kind(std::string_view type) {
  for (const auto& [name, kind] : kKinds)
    if (type == name) return kind;
  return ObjectKind::other;
}

ObjectName read_object(const Reader& reader, std::string_view type, const Node& object,
                       const Node& relation) {
  ObjectName out;
  out.kind = object_kind(type);
  if (relation) out.name = reader.range_var(relation);
  if (object["objname"] || object.type() == "ObjectWithArgs") {
    read_arguments(reader, object.type() == "ObjectWithArgs" ? object.unwrapped() : object, out);
  } else if (out.kind == ObjectKind::domain_constraint &&
             object.unwrapped().list("items").size() == 2 &&
             object.unwrapped().list("items")[0].type() == "TypeName") {
    read_domain_constraint(object.unwrapped().list("items"), out);
  } else if (object.type() == "List" && relation) {
    out.part = name_from_strings(object.unwrapped().list("items")).name;
  } else if (object.type() == "List") {
    read_names(object.unwrapped().list("items"), out);
  } else if (object.type() == "TypeName") {
    out.name = name_from_strings(object.unwrapped().list("names"));
  } else if (object.type() == "String") {
    (relation ? out.part : out.name.name) = object.string();
  }
  return out;
}

Drop read_drop(const Reader& reader, const Node& drop_stmt) {
  Drop out;
  const std::string_view type = drop_stmt.text("removeType");
  out.kind = object_kind(type);
  out.if_exists = drop_stmt.flag("missing_ok");
  out.cascade = drop_stmt.text("behavior") == "DROP_CASCADE";
  out.concurrently = drop_stmt.flag("concurrent");
  std::size_t first = first_name_token(reader, drop_stmt);
  for (const Node& object : drop_stmt.list("objects")) {
    ObjectName name = read_object(reader, type, object, {});
    // Of an operator class, the tree's first name is the access method.
    if (type == "OBJECT_OPCLASS" || type == "OBJECT_OPFAMILY") name.name.schema.clear();
    if (first < reader.size())
      name.name.span =
          reader.span_of_tokens(first, reader.symbol(first, "(") ? reader.after_parenthesis(first)
                                                                 : reader.after_name(first));
    out.objects.push_back(std::move(name));
    first = reader.element_end(first) + 1;
  }
  return out;
}

Rename read_rename(const Reader& reader, const Node& rename_stmt) {
  Rename out;
  const Node relation = rename_stmt["relation"];
  out.object = read_object(reader, rename_stmt.text("renameType"), rename_stmt["object"], relation);
  if (const auto part = rename_stmt.text("subname"); !part.empty()) {
    const bool stands_alone = !relation && out.object.kind != ObjectKind::domain_constraint;
    if (stands_alone)
      out.object.name.name = part;
    else
      out.object.part = part;
  }
  out.new_name = rename_stmt.text("newname");
  out.if_exists = rename_stmt.flag("missing_ok");
  out.cascade = rename_stmt.text("behavior") == "DROP_CASCADE";
  // After the object's own name, RENAME is the verb; a part may bear that name too.
  const std::size_t after =
      relation ? reader.after_name(reader.token_at(location_of(relation))) : 2;
  const std::size_t verb = reader.find_word("rename", after, reader.size());
  const bool names_part_first = out.object.kind == ObjectKind::trigger ||
                                out.object.kind == ObjectKind::policy ||
                                out.object.kind == ObjectKind::rule;
  if (out.object.part.empty()) {
    out.target = reader.find_name(out.object.name.name, 2, verb);
  } else {
    out.target = reader.find_name(out.object.part, names_part_first ? 2 : verb + 1, reader.size());
  }
  return out;
}

SetSchema read_set_schema(const Reader& reader, const Node& statement) {
  return {
      read_object(reader, statement.text("objectType"), statement["object"], statement["relation"]),
      std::string(statement.text("newschema")), statement.flag("missing_ok")};
}

ChangeOwner read_owner(const Reader& reader, const Node& alter_owner_stmt) {
  return {read_object(reader, alter_owner_stmt.text("objectType"), alter_owner_stmt["object"],
                      alter_owner_stmt["relation"]),
          role_as_sql(alter_owner_stmt["newowner"])};
}

Comment read_comment(const Reader& reader, const Node& comment_stmt) {
  Comment out;
  out.object = read_object(reader, comment_stmt.text("objtype"), comment_stmt["object"], {});
  // The JSON leaves out an empty comment as it does NULL: both take it away.
  if (const auto text = comment_stmt.text("comment"); !text.empty()) out.text = text;
  return out;
}

}  // namespace migc::compiler
