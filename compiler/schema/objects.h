// The objects of a schema as values. Changing them is for schema/apply_*.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/schema/bound_text.h"
#include "compiler/schema/object.h"
#include "compiler/sql/statement.h"

namespace migc::compiler {

struct Schema : ObjectOf<Kind::schema> {};

struct Extension : ObjectOf<Kind::extension> {
  std::string target_schema;
};

// A type in use: a built-in one by its name, or one of the model's own. Neither:
// nothing is known of it.
struct TypeRef {
  ObjectId object = 0;  // of the model; else:
  std::string schema;
  std::string name;
  std::vector<std::string> modifiers;
  std::size_t array_dimensions = 0;
  bool known() const { return object != 0 || !name.empty(); }
  bool operator==(const TypeRef&) const = default;
};

struct Column {
  ColumnNumber number = 0;
  std::string name;
  TypeRef type;
  bool not_null = false;
  std::optional<BoundText> default_value;
  std::optional<BoundText> generated;
  Generated generation = Generated::none;
  Identity identity = Identity::none;
  ObjectId sequence = 0;  // of an identity
  std::string collation;
  std::string storage;
  std::string compression;
  std::string statistics;
  Options options;
  std::size_t inherited = 0;  // how many parents have it
  bool local = true;          // declared here too
  std::optional<std::string> comment;
  Origin origin;
};

struct Constraint {
  std::string name;
  ConstraintKind kind = ConstraintKind::check;
  std::vector<ColumnNumber> columns;
  BoundText expression;                        // check
  std::vector<ColumnNumber> implies_not_null;  // of a check: these columns are not null
  bool valid = true;                           // holds for every row
  bool enforced = true;
  bool no_inherit = false;
  Deferral deferral = Deferral::none;
  ObjectId index = 0;  // primary key, unique, exclusion

  ObjectId referenced = 0;  // foreign key
  std::vector<ColumnNumber> referenced_columns;
  std::string match, on_update, on_delete;
  std::vector<ColumnNumber> on_delete_columns;
  bool with_period = false;  // of its last column, and of the last one referenced

  std::size_t inherited = 0;
  bool local = true;
  ObjectId parent = 0;  // of a partition's: the table whose constraint it is part of
  std::optional<std::string> comment;
  Origin origin;  // before the history: what it demands is not known
};

struct KeyColumn {
  ColumnNumber column = 0;  // 0: an expression
  BoundText expression;
  std::string expression_name;  // what the server calls a column made of it
  std::string collation;
  std::string opclass;
  std::string ordering;
  std::string exclusion_operator;
  std::string statistics;  // its target, where set
};

struct Index : ObjectOf<Kind::index> {
  ObjectId table = 0;
  std::vector<KeyColumn> keys;
  std::vector<ColumnNumber> included;
  std::string method;
  std::optional<BoundText> condition;
  Options options;
  std::string tablespace;
  bool unique = false;
  bool nulls_not_distinct = false;
  bool without_overlaps = false;
  std::optional<ConstraintKind> backs;  // the kind of the constraint of its name
  bool clustered = false;
  bool valid = true;    // of a partitioned table: all partitions have theirs
  ObjectId parent = 0;  // the partitioned index that it is attached to
};

struct Trigger : ObjectOf<Kind::trigger> {
  ObjectId table = 0;
  CreateTrigger definition;
  ObjectId function = 0;
  std::vector<ColumnNumber> columns;
  std::optional<BoundText> condition;
  ObjectId from_table = 0;
  std::string state;  // as SwitchTrigger; empty: enabled
  ObjectId parent = 0;
};

struct Policy : ObjectOf<Kind::policy> {
  ObjectId table = 0;
  bool permissive = true;
  std::string command;
  std::vector<std::string> roles;
  std::optional<BoundText> using_expression;
  std::optional<BoundText> check_expression;
};

struct RewriteRule : ObjectOf<Kind::rule> {
  ObjectId table = 0;
  std::string event;     // SELECT, INSERT, UPDATE, DELETE
  BoundText definition;  // what follows the table's name
  std::string state;
};

struct Table : ObjectOf<Kind::table> {
  Persistence persistence = Persistence::permanent;
  std::vector<Column> columns;  // in order
  ColumnNumber last_column = 0;
  std::vector<Constraint> constraints;
  std::vector<ObjectId> indexes;  // of all, those of constraints too
  std::vector<ObjectId> triggers;
  std::vector<ObjectId> policies;
  std::vector<ObjectId> rules;
  std::vector<ObjectId> parents;  // INHERITS, or the partitioned table
  std::vector<ObjectId> children;
  std::optional<BoundText> partition_key;  // it is partitioned
  std::vector<ColumnNumber> partition_columns;
  std::string partition_bound;  // it is a partition
  Options options;
  std::string method;
  std::string tablespace;
  std::string replica_identity;  // FULL, NOTHING, USING INDEX; empty: default
  ObjectId replica_index = 0;
  ObjectId of_type = 0;
  bool row_security = false;
  bool force_row_security = false;
  bool columns_known = true;     // false: there are others, too
  std::optional<Origin> filled;  // the first statement that put rows into it

  bool temporary() const { return persistence == Persistence::temporary; }
  bool partitioned() const { return partition_key.has_value(); }
  // Of a table of the model.
  bool is_partition() const { return !partition_bound.empty() && !parents.empty(); }
  const Column* column(std::string_view wanted) const;
  Column* column(std::string_view wanted);
  const Column* column(ColumnNumber wanted) const;
  Column* column(ColumnNumber wanted);
  const Constraint* constraint(std::string_view wanted) const;
  Constraint* constraint(std::string_view wanted);
  // NOT NULL as a constraint with a name; most columns have none.
  const Constraint* not_null_constraint(ColumnNumber column) const;
  Constraint* not_null_constraint(ColumnNumber column);
};

struct ViewColumn {
  ColumnNumber number = 0;
  std::string name;
  std::optional<TypeRef> type;  // nothing: not known
  std::optional<BoundText> default_value;
  std::string storage;  // these of a materialized view's
  std::string statistics;
  std::optional<std::string> comment;
};

struct View : ObjectOf<Kind::view> {
  bool materialized = false;
  bool recursive = false;
  Persistence persistence = Persistence::permanent;
  BoundText query;
  std::vector<ViewColumn> columns;
  bool columns_known = true;
  std::vector<ObjectId> depends_on;
  Options options;
  std::string check_option;
  std::string method;
  std::string tablespace;
  bool with_data = true;
  std::vector<ObjectId> indexes;  // materialized
  std::vector<ObjectId> triggers;
  std::vector<ObjectId> rules;
};

struct Sequence : ObjectOf<Kind::sequence> {
  Persistence persistence = Persistence::permanent;
  TypeRef type;
  Options options;  // increment, minvalue, maxvalue, start, cache, cycle
  ObjectId owner_table = 0;
  ColumnNumber owner_column = 0;
  bool identity = false;  // made by an identity column
};

struct EnumType : ObjectOf<Kind::enum_type> {
  std::vector<std::string> labels;
  std::vector<Origin> label_origins;  // as many
};

struct DomainCheck {
  std::string name;
  BoundText expression;
  bool valid = true;
  std::optional<std::string> comment;
};

struct Domain : ObjectOf<Kind::domain> {
  TypeRef type;
  std::string collation;
  std::optional<BoundText> default_value;
  bool not_null = false;
  std::vector<DomainCheck> checks;
};

struct CompositeType : ObjectOf<Kind::composite_type> {
  std::vector<Column> attributes;
  ColumnNumber last_attribute = 0;
};

struct RangeType : ObjectOf<Kind::range_type> {
  BoundText definition;
  std::string multirange;  // as the server called it; empty: the definition says
};

struct Routine : ObjectOf<Kind::routine> {
  ObjectKind routine_kind = ObjectKind::function;
  std::vector<TypeRef> arguments;      // that identify it: IN, INOUT, VARIADIC
  std::vector<TypeRef> all_arguments;  // OUT and TABLE too
  std::optional<TypeRef> returns;
  BoundText signature;
  std::vector<std::string> alterations;  // ALTER FUNCTION's actions since
  CreateRoutine definition;
  std::vector<ObjectId> depends_on;
};

// Of a publication: a table, or columns and rows of it.
struct Published {
  ObjectId table = 0;
  std::vector<ColumnNumber> columns;
  std::optional<BoundText> condition;
};

struct Publication : ObjectOf<Kind::publication> {
  std::vector<Published> tables;
  std::vector<ObjectId> schemas;
  bool all_tables = false;
  Options options;
};

struct Statistics : ObjectOf<Kind::statistics> {
  ObjectId table = 0;
  std::vector<std::string> kinds;
  std::vector<KeyColumn> keys;
  std::string target;  // empty: the default
};

// One GRANT or REVOKE that holds.
struct Privilege {
  std::string kind;                   // "TABLE", "SEQUENCE", "FUNCTION", …
  std::string privilege;              // "SELECT", "ALL"
  std::vector<ColumnNumber> columns;  // of these alone
  std::string grantee;
  bool grant_option = false;
  bool revoked = false;  // of what is granted by default
};

// ALTER DEFAULT PRIVILEGES, as it was written but for names.
struct DefaultPrivilege {
  ObjectId schema = 0;  // 0: in every schema
  std::string role;     // FOR ROLE, as SQL; empty: whoever runs it
  Grant grant;          // of no objects
  std::string action;   // the same as SQL: "GRANT SELECT ON TABLES TO bob"
};

// The object as a T, or null: `as_object<Table>(object)`.
template <class T>
const T* as_object(const Object* object) {
  return object && object->kind == T::kKind ? static_cast<const T*>(object) : nullptr;
}
template <class T>
T* as_object(Object* object) {
  return object && object->kind == T::kKind ? static_cast<T*>(object) : nullptr;
}

std::unique_ptr<Object> copy_of(const Object& object);

}  // namespace migc::compiler
