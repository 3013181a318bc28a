// Statements about every other kind of object, as values.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/sql/query.h"
#include "compiler/sql/table_statements.h"
#include "compiler/sql/text.h"

namespace migc::compiler {

enum class ObjectKind : std::uint8_t {
  table,
  view,
  materialized_view,
  index,
  sequence,
  foreign_table,
  type,
  domain,
  schema,
  extension,
  function,
  procedure,
  routine,
  aggregate,
  sql_operator,
  trigger,
  policy,
  rule,
  column,
  constraint,
  domain_constraint,
  attribute,
  database,
  role,
  tablespace,
  publication,
  subscription,
  statistics,
  event_trigger,
  collation,
  conversion,
  language,
  cast,
  text_search,
  other
};

// What DROP, COMMENT, RENAME and the like name.
struct ObjectName {
  ObjectKind kind = ObjectKind::other;
  QualifiedName name;  // of the object, or of the table (domain) that holds it
  std::string part;    // column, constraint, trigger, policy, rule, attribute
  std::optional<std::vector<TypeName>> arguments;  // function, aggregate; nothing: not given
};

struct Drop {
  ObjectKind kind = ObjectKind::other;
  std::vector<ObjectName> objects;
  bool if_exists = false;
  bool cascade = false;
  bool concurrently = false;
};

struct Rename {
  ObjectName object;
  std::string new_name;
  bool if_exists = false;
  bool cascade = false;
  Span target;  // the name that changes
};

struct SetSchema {
  ObjectName object;
  std::string schema;
  bool if_exists = false;
};

struct ChangeOwner {
  ObjectName object;
  std::string role;
};

struct Comment {
  ObjectName object;
  std::optional<std::string> text;  // nothing: IS NULL
};

struct DependsOnExtension {
  ObjectName object;
};

struct CreateIndex {
  std::string name;  // empty: the server makes one
  QualifiedName table;
  bool only = false;
  std::vector<IndexKey> keys;
  std::vector<std::string> included;
  std::string method;
  std::optional<Expression> condition;  // WHERE
  Options options;
  std::string tablespace;
  bool unique = false;
  bool nulls_not_distinct = false;
  bool concurrently = false;
  bool if_not_exists = false;
};

struct CreateSequence {
  QualifiedName sequence;
  Options options;  // as SQL, in the order of the text
  std::optional<TypeName> type;
  std::vector<std::string> owned_by;  // table and column; "none"
  Persistence persistence = Persistence::permanent;
  bool if_not_exists = false;
};

struct AlterSequence {
  QualifiedName sequence;
  Options options;
  std::optional<TypeName> type;
  std::vector<std::string> owned_by;
  bool if_exists = false;
};

struct CreateEnum {
  QualifiedName type;
  std::vector<std::string> labels;
};

struct AlterEnum {
  QualifiedName type;
  std::string label;      // new, or the old one of a rename
  std::string new_label;  // of a rename
  std::string neighbour;  // BEFORE or AFTER this label
  bool after = true;
  bool if_not_exists = false;
};

struct CreateDomain {
  QualifiedName domain;
  TypeName type;
  std::string collation;
  std::optional<Expression> default_value;
  bool not_null = false;
  std::vector<ConstraintDefinition> checks;
};

struct AlterDomain {
  QualifiedName domain;
  enum class Action : std::uint8_t {
    set_default,
    drop_default,
    set_not_null,
    drop_not_null,
    add_constraint,
    drop_constraint,
    validate_constraint
  };
  Action action = Action::set_default;
  std::optional<Expression> default_value;
  std::shared_ptr<const ConstraintDefinition> constraint;  // by far the largest part: apart
  std::string name;
  bool if_exists = false;
  bool cascade = false;
};

struct CreateComposite {
  QualifiedName type;
  std::vector<ColumnDefinition> attributes;
};

struct CreateRange {
  QualifiedName type;
  SqlText definition;  // in the parentheses
  std::string multirange;
};

struct CreateView {
  QualifiedName view;
  std::vector<std::string> column_names;
  Query query;
  Options options;
  std::string check_option;  // "LOCAL", "CASCADED" or empty
  std::string method;
  std::string tablespace;
  Persistence persistence = Persistence::permanent;
  bool materialized = false;
  bool recursive = false;  // the query is what the view's own WITH RECURSIVE holds
  bool with_data = true;
  bool or_replace = false;
  bool if_not_exists = false;
};

struct RefreshView {
  QualifiedName view;
  bool concurrently = false;
  bool with_data = true;
};

struct Parameter {
  std::string name;
  TypeName type;
  std::string mode;  // "IN", "OUT", "INOUT", "VARIADIC", "TABLE"
  bool has_default = false;
};

struct CreateRoutine {
  QualifiedName routine;
  ObjectKind kind = ObjectKind::function;  // or procedure, aggregate
  std::vector<Parameter> parameters;
  std::optional<TypeName> returns;
  std::string language;
  std::string body;             // as the server stores it
  std::size_t body_offset = 0;  // of its first byte in the file; 0: unknown
  SqlText signature;            // from the parameter list on: everything after the name
  bool or_replace = false;
  bool security_definer = false;
  bool sets_search_path = false;
  bool standard_body = false;  // BEGIN ATOMIC or RETURN: parsed when created
  std::vector<std::shared_ptr<const Select>> selects;  // in a standard body
  std::string volatility;
};

struct AlterRoutine {
  ObjectName routine;
  std::string actions;  // as SQL
};

struct CreateTrigger {
  std::string name;
  QualifiedName table;
  std::string timing;  // BEFORE, AFTER, INSTEAD OF
  std::vector<std::string> events;
  std::vector<std::string> columns;  // UPDATE OF
  bool for_each_row = false;
  bool constraint = false;
  Deferral deferral = Deferral::none;
  std::optional<QualifiedName> from_table;  // constraint trigger
  std::string old_table;                    // REFERENCING
  std::string new_table;
  std::optional<Expression> condition;
  QualifiedName function;
  std::vector<std::string> arguments;
  bool or_replace = false;
};

struct CreatePolicy {
  std::string name;
  QualifiedName table;
  bool permissive = true;
  std::string command;             // all, select, insert, update, delete
  std::vector<std::string> roles;  // as SQL; empty: PUBLIC
  std::optional<Expression> using_expression;
  std::optional<Expression> check_expression;
};

struct AlterPolicy {
  std::string name;
  QualifiedName table;
  std::vector<std::string> roles;
  std::optional<Expression> using_expression;
  std::optional<Expression> check_expression;
};

struct CreateRule {
  std::string name;
  QualifiedName table;
  SqlText definition;  // everything after the table's name
  std::string event;
  bool or_replace = false;
};

struct Statement;

struct CreateSchema {
  std::string name;  // of the role when only AUTHORIZATION is given
  bool if_not_exists = false;
  std::vector<std::shared_ptr<const Statement>> elements;  // CREATE SCHEMA s CREATE TABLE …
};

struct CreateExtension {
  std::string name;
  std::string schema;
  bool if_not_exists = false;
};

struct PrivilegeName {
  std::string name;                  // "SELECT", "ALL"
  std::vector<std::string> columns;  // of these alone
};

struct Grant {
  bool grant = true;  // false: REVOKE
  ObjectKind kind = ObjectKind::table;
  bool all_in_schema = false;
  std::vector<ObjectName> objects;        // or schemas, where all_in_schema
  std::vector<PrivilegeName> privileges;  // empty: ALL
  std::vector<std::string> grantees;      // as SQL
  bool with_grant_option = false;
  bool cascade = false;
};

struct AlterDefaultPrivileges {
  std::vector<std::string> roles;
  std::vector<std::string> schemas;
  Grant action;
};

struct PublishedTable {
  QualifiedName table;
  bool only = false;
  std::vector<std::string> columns;     // of these alone
  std::optional<Expression> condition;  // WHERE
};

struct PublishedObjects {
  std::vector<PublishedTable> tables;
  std::vector<std::string> schemas;  // empty: the current one
};

struct CreatePublication {
  std::string name;
  PublishedObjects objects;
  bool all_tables = false;
  Options options;
};

struct AlterPublication {
  enum class Action : std::uint8_t { add, set, drop };
  std::string name;
  Action action = Action::add;
  PublishedObjects objects;
  Options options;  // SET (…)
};

struct CreateStatistics {
  QualifiedName name;  // empty name: the server makes one
  std::vector<std::string> kinds;
  std::vector<IndexKey> keys;
  QualifiedName table;
  bool if_not_exists = false;
};

struct AlterStatistics {
  QualifiedName name;
  std::string target;
  bool if_exists = false;
};

// An object that the model prints as it was written.
struct CreateOther {
  ObjectKind kind = ObjectKind::other;
  QualifiedName name;
};

// SET and RESET.
struct SetVariable {
  std::string name;                 // empty: RESET ALL
  std::vector<std::string> values;  // empty: to the default
  bool local = false;
};

// A sequence that a call names, by itself or by the column that it numbers.
struct NumberedRelation {
  QualifiedName relation;
  std::string column;  // empty: the relation is the sequence
};

// A SELECT on its own: only what it calls matters.
struct RunQuery {
  std::vector<std::string> functions;
  std::vector<QualifiedName> reads;
  std::vector<SetVariable> settings;       // set_config() of literals
  std::vector<std::string> texts;          // its string constants
  std::vector<QualifiedName> changes_too;  // tables that a WITH changes
  std::vector<NumberedRelation> sequences;
  bool locks_rows = false;  // FOR UPDATE and the like
};

struct DoBlock {
  std::string language;
  std::string body;
  std::size_t body_offset = 0;  // of its first byte in the file; 0: unknown
};

struct Call {
  QualifiedName procedure;
  std::vector<std::string> texts;  // its string constants
};

// INSERT, UPDATE, DELETE, MERGE, COPY FROM, SELECT INTO's source.
enum class RowChange : std::uint8_t {
  insert,
  update,
  delete_rows,
  merge,
  copy_from,
  truncate,
  lock
};

// A column that a statement gives a value, or only a part of it: a[1], a.x.
struct Assignment {
  std::string column;
  bool part = false;
  Span span;  // of its name
};

struct ChangeRows {
  RowChange change = RowChange::insert;
  std::vector<QualifiedName> tables;
  bool cascade = false;  // TRUNCATE
  bool has_where = false;
  std::vector<std::string> chosen_by;  // columns that WHERE compares with constants
  bool where_is_constant = false;      // WHERE true, 1 = 1
  bool restarts = false;               // TRUNCATE … RESTART IDENTITY
  int lock_mode = 0;                   // LOCK's, as the server numbers them: 1 to 8
  std::vector<std::string> columns;    // INSERT's, or UPDATE's targets
  // One list for each SET and each list of INSERT's columns, anywhere in it.
  std::vector<std::vector<Assignment>> assignments;
  std::vector<std::string> functions;       // called anywhere in it
  std::vector<QualifiedName> reads;         // other relations that it names
  std::vector<QualifiedName> changes_too;   // tables that a WITH changes
  std::vector<NumberedRelation> sequences;  // that nextval or setval names
};

struct Maintain {
  enum class Kind : std::uint8_t { vacuum, vacuum_full, analyze, cluster, reindex };
  Kind kind = Kind::vacuum;
  std::vector<QualifiedName> tables;  // or the index
  ObjectKind object = ObjectKind::table;
  std::string index;  // CLUSTER … USING
  bool concurrently = false;
};

enum class TransactionControlKind : std::uint8_t { begin, commit, rollback, savepoint, other };

struct TransactionControl {
  TransactionControlKind kind = TransactionControlKind::other;
  bool plain = true;  // no isolation level, no AND CHAIN
};

}  // namespace migc::compiler
