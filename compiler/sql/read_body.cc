// From libpg_query's node types to the readers.
#include <array>
#include <utility>

#include "compiler/sql/read_statement.h"

namespace migc::compiler {
namespace {

using BodyReader = StatementBody (*)(const Reader&, const Node&);

CreateSchema read_create_schema(const Reader& reader, const Node& node) {
  CreateSchema out;
  out.name = node.text("schemaname");
  if (out.name.empty()) out.name = node["authrole"].text("rolename");
  out.if_not_exists = node.flag("if_not_exists");
  for (const Node& element : node.list("schemaElts")) {
    auto statement = std::make_shared<Statement>();
    statement->body = read_body(reader, element.type(), element.unwrapped());
    statement->span = reader.span_of_tokens(0, reader.size());
    out.elements.push_back(std::move(statement));
  }
  return out;
}

constexpr std::array<std::pair<std::string_view, BodyReader>, 38> kReaders = {{
    {"CreateStmt", [](const Reader& r, const Node& n) -> StatementBody { return read_create_table(r, n); }},
    {"AlterTableStmt", [](const Reader& r, const Node& n) -> StatementBody { return read_alter_table(r, n); }},
    {"IndexStmt", [](const Reader& r, const Node& n) -> StatementBody { return read_create_index(r, n); }},
    {"DropStmt", [](const Reader& r, const Node& n) -> StatementBody { return read_drop(r, n); }},
    {"RenameStmt", [](const Reader& r, const Node& n) -> StatementBody { return read_rename(r, n); }},
    {"AlterObjectSchemaStmt", [](const Reader& r, const Node& n) -> StatementBody { return read_set_schema(r, n); }},
    {"AlterOwnerStmt", [](const Reader& r, const Node& n) -> StatementBody { return read_owner(r, n); }},
    {"CommentStmt", [](const Reader& r, const Node& n) -> StatementBody { return read_comment(r, n); }},
    {"CreateSeqStmt", [](const Reader& r, const Node& n) -> StatementBody { return read_create_sequence(r, n); }},
    {"AlterSeqStmt", [](const Reader& r, const Node& n) -> StatementBody { return read_alter_sequence(r, n); }},
    {"CreateEnumStmt", [](const Reader&, const Node& n) -> StatementBody { return read_create_enum(n); }},
    {"AlterEnumStmt", [](const Reader&, const Node& n) -> StatementBody { return read_alter_enum(n); }},
    {"CreateDomainStmt", [](const Reader& r, const Node& n) -> StatementBody { return read_create_domain(r, n); }},
    {"AlterDomainStmt", [](const Reader& r, const Node& n) -> StatementBody { return read_alter_domain(r, n); }},
    {"CompositeTypeStmt", [](const Reader& r, const Node& n) -> StatementBody { return read_create_composite(r, n); }},
    {"CreateRangeStmt", [](const Reader& r, const Node& n) -> StatementBody { return read_create_range(r, n); }},
    {"ViewStmt", [](const Reader& r, const Node& n) -> StatementBody { return read_create_view(r, n); }},
    {"CreateFunctionStmt", [](const Reader& r, const Node& n) -> StatementBody { return read_create_function(r, n); }},
    {"AlterFunctionStmt", [](const Reader& r, const Node& n) -> StatementBody { return read_alter_function(r, n); }},
    {"CreateTrigStmt", [](const Reader& r, const Node& n) -> StatementBody { return read_create_trigger(r, n); }},
    {"CreatePolicyStmt", [](const Reader& r, const Node& n) -> StatementBody { return read_create_policy(r, n); }},
    {"AlterPolicyStmt", [](const Reader& r, const Node& n) -> StatementBody { return read_alter_policy(r, n); }},
    {"RuleStmt", [](const Reader& r, const Node& n) -> StatementBody { return read_create_rule(r, n); }},
    {"CreateStatsStmt", [](const Reader& r, const Node& n) -> StatementBody { return read_create_statistics(r, n); }},
    {"GrantStmt", [](const Reader& r, const Node& n) -> StatementBody { return read_grant(r, n); }},
    {"AlterDefaultPrivilegesStmt", [](const Reader& r, const Node& n) -> StatementBody { return read_default_privileges(r, n); }},
    {"TransactionStmt", [](const Reader&, const Node& n) -> StatementBody { return read_transaction_control(n); }},
    {"VariableSetStmt", [](const Reader& r, const Node& n) -> StatementBody { return read_set_variable(r, n); }},
    {"DoStmt", [](const Reader& r, const Node& n) -> StatementBody { return read_do(r, n); }},
    {"SelectStmt",
     [](const Reader& r, const Node& n) -> StatementBody {
       if (n["intoClause"]) return read_select_into(r, n);
       return read_run_query(r, n);
     }},
    {"CreateExtensionStmt",
     [](const Reader& reader, const Node& n) -> StatementBody {
       CreateExtension out{std::string(n.text("extname")), "", n.flag("if_not_exists")};
       for (const auto& [name, value] : reader.options(n.list("options")))
         if (name == "schema") out.schema = value;
       return out;
     }},
    {"CreateSchemaStmt",
     [](const Reader& r, const Node& n) -> StatementBody { return read_create_schema(r, n); }},
    {"CreatePublicationStmt",
     [](const Reader& r, const Node& n) -> StatementBody {
       return read_create_publication(r, n);
     }},
    {"RefreshMatViewStmt",
     [](const Reader& r, const Node& n) -> StatementBody {
       return RefreshView{r.range_var(n["relation"]), n.flag("concurrent"), !n.flag("skipData")};
     }},
    {"CallStmt", [](const Reader&, const Node& n) -> StatementBody { return read_call(n); }},
    {"AlterObjectDependsStmt",
     [](const Reader& r, const Node& n) -> StatementBody {
       return DependsOnExtension{read_object(r, n.text("objectType"), n["object"], n["relation"])};
     }},
    {"AlterPublicationStmt",
     [](const Reader& r, const Node& n) -> StatementBody { return read_alter_publication(r, n); }},
    {"AlterStatsStmt",
     [](const Reader& r, const Node& n) -> StatementBody { return read_alter_statistics(r, n); }},
}};

bool is_one_of(std::string_view type, std::initializer_list<std::string_view> types) {
  for (const std::string_view candidate : types)
    if (type == candidate) return true;
  return false;
}

StatementBody read_table_as(const Reader& reader, const Node& node) {
  const std::string_view kind = node.text("objtype");
  if (kind == "OBJECT_MATVIEW") return read_create_materialized_view(reader, node);
  return read_create_table_as(reader, node);
}

// CREATE AGGREGATE, OPERATOR, TYPE (base), COLLATION, TEXT SEARCH …
StatementBody read_define(const Reader& reader, const Node& node) {
  if (node.text("kind") == "OBJECT_AGGREGATE") return read_create_aggregate(reader, node);
  return CreateOther{object_kind(node.text("kind")), name_from_strings(node.list("defnames"))};
}

ObjectKind kind_of_other(std::string_view type) {
  if (type == "CreateCastStmt") return ObjectKind::cast;
  if (type == "CreateEventTrigStmt") return ObjectKind::event_trigger;
  if (type == "CreateConversionStmt") return ObjectKind::conversion;
  if (type == "CreatePLangStmt") return ObjectKind::language;
  if (type == "CreateForeignTableStmt") return ObjectKind::foreign_table;
  return ObjectKind::other;
}

}  // namespace

StatementBody read_body(const Reader& reader, std::string_view type, const Node& node) {
  for (const auto& [name, read] : kReaders)
    if (type == name) return read(reader, node);
  if (type == "CreateTableAsStmt") return read_table_as(reader, node);
  if (type == "DefineStmt") return read_define(reader, node);
  if (is_one_of(type, {"InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt", "TruncateStmt",
                       "LockStmt"}) ||
      (type == "CopyStmt" && node.flag("is_from")))
    return read_row_change(reader, type, node);
  if (is_one_of(type, {"VacuumStmt", "ClusterStmt", "ReindexStmt"}))
    return read_maintenance(reader, type, node);
  if (is_one_of(type, {"CreateCastStmt", "CreateEventTrigStmt", "CreateConversionStmt",
                       "CreateForeignTableStmt", "CreateOpClassStmt", "CreateOpFamilyStmt",
                       "CreateFdwStmt", "CreateForeignServerStmt", "CreateUserMappingStmt",
                       "CreateTransformStmt", "CreateAmStmt"}))
    return CreateOther{kind_of_other(type), {}};
  return Opaque{};
}

}  // namespace migc::compiler
