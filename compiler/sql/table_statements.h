// CREATE TABLE and ALTER TABLE as values.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/sql/query.h"
#include "compiler/sql/text.h"

namespace migc::compiler {

using Options = std::vector<std::pair<std::string, std::string>>;  // name = value, as SQL text

enum class ConstraintKind : std::uint8_t {
  check,
  not_null,
  primary_key,
  unique,
  exclusion,
  foreign_key
};

// One key of an index, or one element of an exclusion constraint.
struct IndexKey {
  std::string column;  // empty: an expression
  std::optional<Expression> expression;
  std::string collation;           // as SQL, or empty
  std::string opclass;             // with its options, as SQL, or empty
  std::string ordering;            // "DESC NULLS LAST", or empty
  std::string exclusion_operator;  // of an exclusion constraint, as SQL
};

enum class Deferral : std::uint8_t { none, deferrable, initially_deferred };

struct ConstraintDefinition {
  ConstraintKind kind = ConstraintKind::check;
  std::string name;  // empty: the server makes one
  std::vector<std::string> columns;
  std::optional<Expression> expression;       // check
  std::vector<std::string> implies_not_null;  // columns that a true check shows not to be null
  bool no_inherit = false;
  bool not_valid = false;
  bool not_enforced = false;
  Deferral deferral = Deferral::none;

  // Foreign key.
  std::optional<QualifiedName> referenced_table;
  std::vector<std::string> referenced_columns;  // empty: its primary key
  std::string match;                            // "FULL", or empty
  std::string on_update;                        // "CASCADE", …, or empty for NO ACTION
  std::string on_delete;
  std::vector<std::string> on_delete_columns;
  bool with_period = false;  // of its last column, and of the last one referenced

  // Primary key, unique, exclusion.
  std::string using_index;
  std::string method;
  std::vector<IndexKey> elements;  // exclusion
  std::vector<std::string> included;
  std::optional<Expression> condition;
  bool nulls_not_distinct = false;
  bool without_overlaps = false;
  Options options;
  std::string tablespace;

  Span span;
};

enum class Identity : std::uint8_t { none, always, by_default };
enum class Generated : std::uint8_t { none, stored, on_read };

struct ColumnDefinition {
  std::string name;
  TypeName type;
  bool has_type = true;   // false: a column of a partition or a typed table
  bool not_null = false;  // also through an inline PRIMARY KEY, identity or serial
  bool explicit_null = false;
  std::optional<Expression> default_value;
  std::optional<Expression> generated;
  Generated generation = Generated::none;
  Identity identity = Identity::none;
  Options sequence_options;  // of an identity column
  std::string collation;     // as SQL, or empty
  std::string storage;
  std::string compression;
  std::vector<ConstraintDefinition> constraints;  // inline ones other than NOT NULL
  Span span;                                      // the whole definition
  Span name_span;                                 // its name alone
};

struct LikeClause {
  QualifiedName table;
  bool comments = false, compression = false, constraints = false, defaults = false,
       generated = false, identity = false, indexes = false, statistics = false, storage = false;
};

enum class Persistence : std::uint8_t { permanent, unlogged, temporary };

struct CreateTable {
  QualifiedName table;
  std::vector<std::variant<ColumnDefinition, LikeClause>> elements;  // in the order of the text
  std::vector<ConstraintDefinition> constraints;
  std::vector<QualifiedName> parents;          // INHERITS, or the partitioned table
  std::optional<SqlText> partition_key;        // "RANGE (created_at)"
  std::vector<std::string> partition_columns;  // plain columns of the key
  std::optional<SqlText> partition_bound;      // "FOR VALUES FROM (1) TO (2)"; "DEFAULT"
  std::optional<TypeName> of_type;
  Persistence persistence = Persistence::permanent;
  Options options;
  std::string method;
  std::string tablespace;
  bool if_not_exists = false;
  std::optional<Query> query;              // CREATE TABLE AS
  std::vector<std::string> query_columns;  // their names, where given
  bool with_data = true;

  // The columns alone, without LIKE clauses.
  std::vector<const ColumnDefinition*> columns() const {
    std::vector<const ColumnDefinition*> out;
    for (const auto& element : elements)
      if (const auto* column = std::get_if<ColumnDefinition>(&element)) out.push_back(column);
    return out;
  }
};

// ALTER TABLE's sub-commands.
struct AddColumn {
  ColumnDefinition column;
  bool if_not_exists = false;
};
struct DropColumn {
  std::string column;
  bool if_exists = false;
  bool cascade = false;
};
struct AlterColumnType {
  std::string column;
  TypeName type;
  std::string collation;
  std::optional<Expression> conversion;  // USING
  bool converts = false;                 // to more than the column itself, or its cast to the type
};
struct SetDefault {
  std::string column;
  Expression value;
};
struct DropDefault {
  std::string column;
};
struct SetNotNull {
  std::string column;
};
struct DropNotNull {
  std::string column;
};
struct AddIdentity {
  std::string column;
  Identity identity = Identity::by_default;
  Options sequence_options;
};
struct SetIdentity {
  std::string column;
  std::optional<Identity> identity;
  Options sequence_options;
};
struct DropIdentity {
  std::string column;
  bool if_exists = false;
};
struct DropExpression {
  std::string column;
  bool if_exists = false;
};
struct SetExpression {
  std::string column;
  Expression value;
};
enum class ColumnAttribute : std::uint8_t {
  storage,
  compression,
  statistics,
  options,
  reset_options
};
struct SetColumnAttribute {
  std::string column;
  ColumnAttribute attribute = ColumnAttribute::storage;
  std::string value;  // as SQL
  Options options;
};
struct AddConstraint {
  ConstraintDefinition constraint;
};
struct DropConstraint {
  std::string name;
  bool if_exists = false;
  bool cascade = false;
};
struct ValidateConstraint {
  std::string name;
};
// Nothing: it stays as it is.
struct AlterConstraint {
  std::string name;
  std::optional<Deferral> deferral;
  std::optional<bool> enforced;
  std::optional<bool> no_inherit;
};
struct AttachPartition {
  QualifiedName partition;
  SqlText bound;
};
struct DetachPartition {
  QualifiedName partition;
  bool concurrently = false;
  bool finalize = false;
};
struct ChangeInheritance {
  QualifiedName parent;
  bool inherit = true;
};
struct SetTableOptions {
  Options options;
  bool reset = false;
};
enum class TableFlag : std::uint8_t {
  row_security,
  no_row_security,
  force_row_security,
  no_force_row_security,
  logged,
  unlogged,
  without_cluster
};
struct SetTableFlag {
  TableFlag flag = TableFlag::row_security;
};
struct SetTablespace {
  std::string tablespace;
};
struct SetAccessMethod {
  std::string method;
};
struct ClusterOn {
  std::string index;
};
struct SetReplicaIdentity {
  std::string identity;  // "DEFAULT", "FULL", "NOTHING", or empty for an index
  std::string index;
};
struct OwnerTo {
  std::string role;
};
struct SwitchTrigger {
  std::string trigger;  // "ALL", "USER", or a name
  std::string state;    // "ENABLE", "DISABLE", "ENABLE REPLICA", "ENABLE ALWAYS"
  bool rule = false;    // it is a rule, not a trigger
};
struct SetOfType {
  std::optional<TypeName> type;  // nothing: NOT OF
};
// A sub-command that the model does not follow; `kind` is the parser's name of it.
struct OtherAlteration {
  std::string kind;
};

using Alteration =
    std::variant<AddColumn, DropColumn, AlterColumnType, SetDefault, DropDefault, SetNotNull,
                 DropNotNull, AddIdentity, SetIdentity, DropIdentity, DropExpression, SetExpression,
                 SetColumnAttribute, AddConstraint, DropConstraint, ValidateConstraint,
                 AlterConstraint, AttachPartition, DetachPartition, ChangeInheritance,
                 SetTableOptions, SetTableFlag, SetTablespace, SetAccessMethod, ClusterOn,
                 SetReplicaIdentity, OwnerTo, SwitchTrigger, SetOfType, OtherAlteration>;

struct AlterTableCommand {
  Alteration alteration;
  bool cascade = false;  // of a composite type's attribute: to its typed tables
  Span span;             // the whole sub-command
  Span target;           // the name of the column or constraint that it is about
};

// What ALTER … the sub-commands are for: they share one grammar.
enum class RelationKind : std::uint8_t {
  table,
  index,
  view,
  materialized_view,
  sequence,
  composite_type,
  foreign_table
};

struct AlterTable {
  QualifiedName table;
  RelationKind relation = RelationKind::table;
  std::vector<AlterTableCommand> commands;  // in the order of the text
  bool if_exists = false;
  bool only = false;
};

}  // namespace migc::compiler
