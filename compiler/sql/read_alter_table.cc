#include <array>
#include <utility>

#include "compiler/sql/names.h"
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
  Node definition() const { return node["def"].unwrapped(); }
};

// USING that says no more than what happens without it.
bool is_plain_conversion(const Node& conversion, const AlterColumnType& alter,
                         const Reader& reader) {
  const Node cast = conversion["TypeCast"];
  const Node value = cast ? cast["arg"] : conversion;
  const auto path = strings(value["ColumnRef"].list("fields"));
  if (path.empty() || path.back() != alter.column) return false;
  if (!cast) return true;
  const TypeName type = reader.type_name(cast["typeName"]);
  return type.name == alter.type.name && type.modifiers == alter.type.modifiers &&
         type.array_dimensions == alter.type.array_dimensions;
}

Alteration read_column_type(const Command& command) {
  AlterColumnType out;
  out.column = command.name();
  out.type = command.reader.type_name(command.definition()["typeName"]);
  if (const Node collation = command.definition()["collClause"])
    out.collation = sql_name(name_from_strings(collation.list("collname")));
  if (const Node conversion = command.definition()["raw_default"]) {
    const std::size_t keyword =
        command.reader.find_outer_word("using", command.first, command.last);
    out.conversion = command.reader.expression(conversion, keyword + 1, command.last);
    out.converts = !is_plain_conversion(conversion, out, command.reader);
  }
  return out;
}

Alteration read_column_default(const Command& command) {
  const Node value = command.node["def"];
  if (!value) return DropDefault{command.name()};
  const std::size_t keyword = command.reader.find_word("default", command.first + 2, command.last);
  return SetDefault{command.name(), command.reader.expression(value, keyword + 1, command.last)};
}

Alteration read_set_expression(const Command& command) {
  return SetExpression{command.name(), command.reader.parenthesized(command.node["def"], "as",
                                                                    command.first, command.last)};
}

Alteration read_add_constraint(const Command& command) {
  const std::size_t first = command.reader.token_at(location_of(command.definition()));
  return AddConstraint{read_constraint(command.reader, command.definition(), first, command.last)};
}

Alteration read_add_identity(const Command& command) {
  const Node identity = command.definition();
  return AddIdentity{
      command.name(),
      identity.text("generated_when") == "a" ? Identity::always : Identity::by_default,
      command.reader.options(identity.list("options"))};
}

// A list of options, where "generated" says ALWAYS or BY DEFAULT.
Alteration read_set_identity(const Command& command) {
  SetIdentity out{command.name(), std::nullopt, {}};
  for (auto& [name, value] : command.reader.options(command.definition().list("items"))) {
    if (name == "generated") {
      out.identity = value == "97" ? Identity::always : Identity::by_default;  // 'a', as a number
    } else {
      out.sequence_options.emplace_back(name, value);
    }
  }
  return out;
}

Alteration read_attribute(const Command& command, ColumnAttribute attribute) {
  SetColumnAttribute out{command.name(), attribute, "", {}};
  if (out.column.empty()) out.column = std::to_string(command.node.number("num"));
  if (attribute == ColumnAttribute::options || attribute == ColumnAttribute::reset_options) {
    out.options = command.reader.options(command.definition().list("items"));
  } else {
    // Behind the column, which may be a number too.
    const std::size_t set = command.reader.find_word("set", command.first, command.last - 1);
    out.value = command.reader.value(command.node["def"], command.reader.tokens()[set].begin);
  }
  return out;
}

Alteration read_attach(const Command& command) {
  const std::size_t after =
      command.reader.after_name(command.reader.token_at(location_of(command.definition()["name"])));
  return AttachPartition{command.reader.range_var(command.definition()["name"]),
                         read_partition_bound(command.reader, after, command.last)};
}

Alteration read_detach(const Command& command, bool finalize) {
  return DetachPartition{command.reader.range_var(command.definition()["name"]),
                         command.definition().flag("concurrent"), finalize};
}

Alteration read_inheritance(const Command& command, bool inherit) {
  return ChangeInheritance{command.reader.range_var(command.definition()), inherit};
}

Alteration read_replica_identity(const Command& command) {
  const std::string_view kind = command.definition().text("identity_type");
  if (kind == "i") return SetReplicaIdentity{"", std::string(command.definition().text("name"))};
  return SetReplicaIdentity{kind == "f" ? "FULL" : kind == "n" ? "NOTHING" : "DEFAULT", ""};
}

// Before PostgreSQL 18 only the deferral could change, and always did.
Alteration read_alter_constraint(const Command& command) {
  const Node definition = command.definition();
  const bool always = command.node["def"].type() == "Constraint";
  AlterConstraint out;
  out.name = definition.text("conname");
  if (always || definition.flag("alterDeferrability")) {
    out.deferral = definition.flag("deferrable") ? Deferral::deferrable : Deferral::none;
    if (definition.flag("initdeferred")) out.deferral = Deferral::initially_deferred;
  }
  if (definition.flag("alterEnforceability")) out.enforced = definition.flag("is_enforced");
  if (definition.flag("alterInheritability")) out.no_inherit = definition.flag("noinherit");
  return out;
}

std::optional<TableFlag> flag_of(std::string_view kind) {
  static constexpr std::array<std::pair<std::string_view, TableFlag>, 7> kFlags = {
      {{"AT_EnableRowSecurity", TableFlag::row_security},
       {"AT_DisableRowSecurity", TableFlag::no_row_security},
       {"AT_ForceRowSecurity", TableFlag::force_row_security},
       {"AT_NoForceRowSecurity", TableFlag::no_force_row_security},
       {"AT_SetLogged", TableFlag::logged},
       {"AT_SetUnLogged", TableFlag::unlogged},
       {"AT_DropCluster", TableFlag::without_cluster}}};
  for (const auto& [name, flag] : kFlags)
    if (kind == name) return flag;
  return std::nullopt;
}

std::optional<SwitchTrigger> trigger_switch(std::string_view kind, const std::string& name) {
  struct Form {
    std::string_view kind;
    const char* state;
    bool rule;
    const char* all;
  };
  static constexpr std::array<Form, 12> kForms = {
      {{"AT_EnableTrig", "ENABLE", false, ""},
       {"AT_EnableAlwaysTrig", "ENABLE ALWAYS", false, ""},
       {"AT_EnableReplicaTrig", "ENABLE REPLICA", false, ""},
       {"AT_DisableTrig", "DISABLE", false, ""},
       {"AT_EnableTrigAll", "ENABLE", false, "ALL"},
       {"AT_DisableTrigAll", "DISABLE", false, "ALL"},
       {"AT_EnableTrigUser", "ENABLE", false, "USER"},
       {"AT_DisableTrigUser", "DISABLE", false, "USER"},
       {"AT_EnableRule", "ENABLE", true, ""},
       {"AT_EnableAlwaysRule", "ENABLE ALWAYS", true, ""},
       {"AT_EnableReplicaRule", "ENABLE REPLICA", true, ""},
       {"AT_DisableRule", "DISABLE", true, ""}}};
  for (const Form& form : kForms)
    if (kind == form.kind) return SwitchTrigger{*form.all ? form.all : name, form.state, form.rule};
  return std::nullopt;
}

using CommandReader = Alteration (*)(const Command&);

// What needs more than a name, by the parser's name of the sub-command.
constexpr std::array<std::pair<std::string_view, CommandReader>, 27> kReaders = {{
    {"AT_AddColumn",
     [](const Command& c) -> Alteration {
       // ADD ATTRIBUTE … CASCADE: the behaviour is not of the definition.
       const bool behaves =
           c.reader.word(c.last - 1, "cascade") || c.reader.word(c.last - 1, "restrict");
       return AddColumn{read_column(c.reader, c.definition(), behaves ? c.last - 1 : c.last),
                        c.missing_ok()};
     }},
    {"AT_DropColumn",
     [](const Command& c) -> Alteration {
       return DropColumn{c.name(), c.missing_ok(), c.cascade()};
     }},
    {"AT_AlterColumnType", read_column_type},
    {"AT_ColumnDefault", read_column_default},
    {"AT_SetNotNull", [](const Command& c) -> Alteration { return SetNotNull{c.name()}; }},
    {"AT_DropNotNull", [](const Command& c) -> Alteration { return DropNotNull{c.name()}; }},
    {"AT_AddIdentity", read_add_identity},
    {"AT_SetIdentity", read_set_identity},
    {"AT_DropIdentity",
     [](const Command& c) -> Alteration {
       return DropIdentity{c.name(), c.missing_ok()};
     }},
    {"AT_DropExpression",
     [](const Command& c) -> Alteration {
       return DropExpression{c.name(), c.missing_ok()};
     }},
    {"AT_SetExpression", read_set_expression},
    {"AT_AddConstraint", read_add_constraint},
    {"AT_DropConstraint",
     [](const Command& c) -> Alteration {
       return DropConstraint{c.name(), c.missing_ok(), c.cascade()};
     }},
    {"AT_ValidateConstraint",
     [](const Command& c) -> Alteration { return ValidateConstraint{c.name()}; }},
    {"AT_AlterConstraint", read_alter_constraint},
    {"AT_AttachPartition", read_attach},
    {"AT_DetachPartition", [](const Command& c) { return read_detach(c, false); }},
    {"AT_DetachPartitionFinalize", [](const Command& c) { return read_detach(c, true); }},
    {"AT_AddInherit", [](const Command& c) { return read_inheritance(c, true); }},
    {"AT_DropInherit", [](const Command& c) { return read_inheritance(c, false); }},
    {"AT_SetRelOptions",
     [](const Command& c) -> Alteration {
       return SetTableOptions{c.reader.options(c.definition().list("items")), false};
     }},
    {"AT_ResetRelOptions",
     [](const Command& c) -> Alteration {
       return SetTableOptions{c.reader.options(c.definition().list("items")), true};
     }},
    {"AT_SetTableSpace", [](const Command& c) -> Alteration { return SetTablespace{c.name()}; }},
    {"AT_SetAccessMethod",
     [](const Command& c) -> Alteration { return SetAccessMethod{c.name()}; }},
    {"AT_ClusterOn", [](const Command& c) -> Alteration { return ClusterOn{c.name()}; }},
    {"AT_ReplicaIdentity", read_replica_identity},
    {"AT_ChangeOwner",
     [](const Command& c) -> Alteration { return OwnerTo{role_as_sql(c.node["newowner"])}; }},
}};

constexpr std::array<std::pair<std::string_view, ColumnAttribute>, 5> kAttributes = {
    {{"AT_SetStorage", ColumnAttribute::storage},
     {"AT_SetCompression", ColumnAttribute::compression},
     {"AT_SetStatistics", ColumnAttribute::statistics},
     {"AT_SetOptions", ColumnAttribute::options},
     {"AT_ResetOptions", ColumnAttribute::reset_options}}};

Alteration read_alteration(const Command& command) {
  const std::string_view kind = command.node.text("subtype");
  for (const auto& [name, read] : kReaders)
    if (kind == name) return read(command);
  for (const auto& [name, attribute] : kAttributes)
    if (kind == name) return read_attribute(command, attribute);
  if (const auto flag = flag_of(kind)) return SetTableFlag{*flag};
  if (const auto change = trigger_switch(kind, command.name())) return *change;
  if (kind == "AT_AddOf") return SetOfType{command.reader.type_name(command.definition())};
  if (kind == "AT_DropOf") return SetOfType{std::nullopt};
  return OtherAlteration{std::string(kind)};
}

// The name that the sub-command is about; what it adds has its own span.
Span target_of(const Command& command, const Alteration& alteration) {
  if (const auto* alter = std::get_if<AlterConstraint>(&alteration))
    return command.reader.find_name(alter->name, command.first + 2, command.last);
  if (const auto* add = std::get_if<AddColumn>(&alteration)) return add->column.name_span;
  if (const auto* add = std::get_if<AddConstraint>(&alteration)) return add->constraint.span;
  return command.reader.find_name(command.node.text("name"), command.first + 1, command.last);
}

// The index of the first token after `ALTER … name [*]`. The tree does not say
// where sub-commands are; they are separated by the commas outside parentheses.
std::size_t first_command_token(const Reader& reader, const Node& relation) {
  const std::size_t at = reader.after_name(reader.token_at(location_of(relation)));
  // ONLY (name)
  return reader.symbol(at, "*") || reader.symbol(at, ")") ? at + 1 : at;
}

RelationKind relation_kind(std::string_view objtype) {
  if (objtype == "OBJECT_INDEX") return RelationKind::index;
  if (objtype == "OBJECT_VIEW") return RelationKind::view;
  if (objtype == "OBJECT_MATVIEW") return RelationKind::materialized_view;
  if (objtype == "OBJECT_SEQUENCE") return RelationKind::sequence;
  if (objtype == "OBJECT_TYPE") return RelationKind::composite_type;
  if (objtype == "OBJECT_FOREIGN_TABLE") return RelationKind::foreign_table;
  return RelationKind::table;
}

}  // namespace

AlterTable read_alter_table(const Reader& reader, const Node& alter_table_stmt) {
  AlterTable out;
  const Node relation = alter_table_stmt["relation"];
  out.table = reader.range_var(relation);
  out.relation = relation_kind(alter_table_stmt.text("objtype"));
  out.if_exists = alter_table_stmt.flag("missing_ok");
  out.only = !relation.flag("inh");
  std::size_t first = first_command_token(reader, relation);
  for (const Node& wrapped : alter_table_stmt.list("cmds")) {
    const std::size_t last = reader.element_end(first);
    const Command command{reader, wrapped.unwrapped(), first, last};
    AlterTableCommand read;
    read.alteration = read_alteration(command);
    read.cascade = command.cascade();
    read.span = reader.span_of_tokens(first, last);
    read.target = target_of(command, read.alteration);
    out.commands.push_back(std::move(read));
    first = last + 1;
  }
  return out;
}

}  // namespace migc::compiler
