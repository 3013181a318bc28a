#include "compiler/sql/names.h"
#include "compiler/sql/read_statement.h"

namespace migc::compiler {
namespace {

std::string mode_of(std::string_view mode) {
  if (mode == "FUNC_PARAM_OUT") return "OUT";
  if (mode == "FUNC_PARAM_INOUT") return "INOUT";
  if (mode == "FUNC_PARAM_VARIADIC") return "VARIADIC";
  if (mode == "FUNC_PARAM_TABLE") return "TABLE";
  return "IN";
}

Parameter read_parameter(const Reader& reader, const Node& node) {
  return {std::string(node.text("name")), reader.type_name(node["argType"]),
          mode_of(node.text("mode")), static_cast<bool>(node["defexpr"])};
}

void read_body_option(const Reader& reader, const Node& argument, CreateRoutine& out) {
  const auto items = argument.unwrapped().list("items");
  if (items.size() != 1) return;  // an object file and a symbol
  out.body = items[0].string();
  out.body_offset = body_offset(reader, out.body);
}

void read_option(const Reader& reader, const Node& element, CreateRoutine& out) {
  const std::string_view name = element.text("defname");
  const Node argument = element["arg"];
  if (name == "language") out.language = option_value(argument);
  if (name == "volatility") out.volatility = option_value(argument);
  if (name == "security") out.security_definer = option_value(argument) == "true";
  if (name == "set") out.sets_search_path |= argument.unwrapped().text("name") == "search_path";
  if (name == "as") read_body_option(reader, argument, out);
}

// What a signature names by itself, in the form of a type, a rename must reach.
void add_reference(const Reader& reader, ReferenceKind kind, const Node& type, std::size_t base,
                   SqlText& text) {
  const auto path = strings(type.list("names"));
  if (path.empty() || (path.size() > 1 && path[0] == "pg_catalog")) return;
  const Span span = reader.name_span(location_of(type));
  text.references.push_back(
      {kind,
       path,
       {span.begin - reader.offset() - base, span.end - reader.offset() - base},
       false});
}

}  // namespace

std::size_t body_offset(const Reader& reader, std::string_view body) {
  for (const Token& token : reader.tokens()) {
    const std::string_view text = token.text(reader.text());
    if (token.kind != TokenKind::string || text.empty() || text.front() != '$') continue;
    const std::size_t delimiter = text.find('$', 1) + 1;
    if (text.size() == body.size() + 2 * delimiter && text.substr(delimiter, body.size()) == body)
      return reader.offset() + token.begin + delimiter;
  }
  return 0;
}

CreateRoutine read_create_function(const Reader& reader, const Node& create_function_stmt) {
  CreateRoutine out;
  out.routine = name_from_strings(create_function_stmt.list("funcname"));
  out.or_replace = create_function_stmt.flag("replace");
  if (create_function_stmt.flag("is_procedure")) out.kind = ObjectKind::procedure;
  out.standard_body = static_cast<bool>(create_function_stmt["sql_body"]);
  const std::size_t open = reader.find_open(0, reader.size());
  out.routine.span = reader.span_of_tokens(out.or_replace ? 4 : 2, open);
  out.signature = reader.sql_text(create_function_stmt, open, reader.size());
  const std::size_t base = open < reader.size() ? reader.tokens()[open].begin : 0;
  for (const Node& wrapped : create_function_stmt.list("parameters")) {
    const Node parameter = wrapped.unwrapped();
    out.parameters.push_back(read_parameter(reader, parameter));
    add_reference(reader, ReferenceKind::type, parameter["argType"], base, out.signature);
  }
  if (const Node type = create_function_stmt["returnType"]) {
    out.returns = reader.type_name(type);
    // Of RETURNS TABLE, the tree's type is made up from the columns.
    if (location_of(type) >= base && location_of(type) != 0)
      add_reference(reader, ReferenceKind::type, type, base, out.signature);
  }
  for (const Node& element : create_function_stmt.list("options"))
    read_option(reader, element.unwrapped(), out);
  if (out.standard_body) out.selects = read_selects(reader, create_function_stmt["sql_body"], open);
  return out;
}

CreateRoutine read_create_aggregate(const Reader& reader, const Node& define_stmt) {
  CreateRoutine out;
  out.kind = ObjectKind::aggregate;
  out.routine = name_from_strings(define_stmt.list("defnames"));
  out.or_replace = define_stmt.flag("replace");
  const std::size_t open = reader.find_open(0, reader.size());
  out.signature = reader.sql_text(define_stmt, open, reader.size());
  for (const Node& part : define_stmt.list("args"))
    for (const Node& wrapped : part.unwrapped().list("items"))
      out.parameters.push_back(read_parameter(reader, wrapped.unwrapped()));
  const std::size_t base = open < reader.size() ? reader.tokens()[open].begin : 0;
  for (const Node& wrapped : define_stmt.list("definition")) {
    const Node option = wrapped.unwrapped();
    const auto kind =
        option.text("defname").ends_with("func") ? ReferenceKind::function : ReferenceKind::type;
    add_reference(reader, kind, option["arg"]["TypeName"], base, out.signature);
  }
  return out;
}

AlterRoutine read_alter_function(const Reader& reader, const Node& alter_function_stmt) {
  AlterRoutine out;
  const Node function = alter_function_stmt["func"];
  out.routine = read_object(reader, alter_function_stmt.text("objtype"), function, {});
  // The actions are what follows the name and its arguments.
  std::size_t first = reader.after_name(2);
  if (reader.symbol(first, "(")) first = reader.after_parenthesis(first);
  out.actions = reader.text_of_tokens(first, reader.size());
  return out;
}

}  // namespace migc::compiler
