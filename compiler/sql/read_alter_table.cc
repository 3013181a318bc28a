#include "compiler/sql/read_statement.h"

namespace migc::compiler {
namespace {

// What a sub-command reader gets: the tree and the tokens [first, last).
struct Command {
  const Reader& reader;
  Node node;
  std::size_t first;
  std::size_t last;

  std::string name() const { return std::string(node.text("name")); }
  bool cascade() const { return node.text("behavior") == "DROP_CASCADE"; }
  bool missing_ok() const { return node.flag("missing_ok"); }
};

Alteration read_add_column(const Command& command) {
  const Node definition = command.node["def"].unwrapped();
  return AddColumn{read_column(command.reader, definition, command.last), command.missing_ok()};
}

Alteration read_column_type(const Command& command) {
  const Node definition = command.node["def"].unwrapped();
  AlterColumnType out;
  out.column = command.name();
  out.type = command.reader.type_name(definition["typeName"]);
  if (const Node conversion = definition["raw_default"]) {
    const std::size_t keyword = command.reader.find_word("using", command.first, command.last);
    out.conversion = command.reader.expression(conversion, keyword + 1, command.last);
  }
  return out;
}

Alteration read_column_default(const Command& command) {
  const Node value = command.node["def"];
  if (!value) return DropDefault{command.name()};
  const std::size_t keyword = command.reader.find_word("default", command.first, command.last);
  return SetDefault{command.name(), command.reader.expression(value, keyword + 1, command.last)};
}

Alteration read_add_constraint(const Command& command) {
  const Node constraint = command.node["def"].unwrapped();
  const std::size_t first = command.reader.token_at(location_of(constraint));
  return AddConstraint{read_constraint(command.reader, constraint, first, command.last)};
}

Alteration read_alteration(const Command& command) {
  const std::string_view kind = command.node.text("subtype");
  if (kind == "AT_AddColumn") return read_add_column(command);
  if (kind == "AT_DropColumn")
    return DropColumn{command.name(), command.missing_ok(), command.cascade()};
  if (kind == "AT_AlterColumnType") return read_column_type(command);
  if (kind == "AT_ColumnDefault") return read_column_default(command);
  if (kind == "AT_SetNotNull") return SetNotNull{command.name()};
  if (kind == "AT_DropNotNull") return DropNotNull{command.name()};
  if (kind == "AT_AddConstraint") return read_add_constraint(command);
  if (kind == "AT_DropConstraint")
    return DropConstraint{command.name(), command.missing_ok(), command.cascade()};
  if (kind == "AT_ValidateConstraint") return ValidateConstraint{command.name()};
  return OtherAlteration{std::string(kind)};
}

// The name that the sub-command is about; what it adds has its own span.
Span target_of(const Command& command, const Alteration& alteration) {
  if (const auto* add = std::get_if<AddColumn>(&alteration)) return add->column.name_span;
  if (const auto* add = std::get_if<AddConstraint>(&alteration)) return add->constraint.span;
  return command.reader.find_name(command.node.text("name"), command.first + 1, command.last);
}

// The index of the first token after `ALTER … name [*]`. The tree does not say
// where sub-commands are; they are separated by the commas outside parentheses.
std::size_t first_command_token(const Reader& reader, const Node& relation) {
  std::size_t at = reader.token_at(location_of(relation)) + 1;
  while (at + 1 < reader.tokens().size() && is_symbol(reader.tokens()[at], reader.text(), "."))
    at += 2;
  if (at < reader.tokens().size() && is_symbol(reader.tokens()[at], reader.text(), "*")) ++at;
  return at;
}

}  // namespace

AlterTable read_alter_table(const Reader& reader, const Node& alter_table_stmt) {
  AlterTable out;
  const Node relation = alter_table_stmt["relation"];
  out.table = reader.range_var(relation);
  out.if_exists = alter_table_stmt.flag("missing_ok");
  std::size_t first = first_command_token(reader, relation);
  for (const Node& wrapped : alter_table_stmt.list("cmds")) {
    const std::size_t last = reader.element_end(first);
    const Command command{reader, wrapped.unwrapped(), first, last};
    AlterTableCommand read;
    read.alteration = read_alteration(command);
    read.span = reader.span_of_tokens(first, last);
    read.target = target_of(command, read.alteration);
    out.commands.push_back(std::move(read));
    first = last + 1;
  }
  return out;
}

}  // namespace migc::compiler
