// SQL statements as plain values: what the schema model, the forecast and the
// rules look at. Both dialects are read into these; nothing here parses.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/base/line_index.h"

namespace migc::compiler {

// Spans are byte offsets into the canonical text of the file.

struct QualifiedName {
  std::string schema;  // empty: found through the search path
  std::string name;
  Span span;
};

// As PostgreSQL's parser names it: `integer` is pg_catalog.int4.
struct TypeName {
  std::string schema;
  std::string name;
  std::vector<std::string> modifiers;  // (10,2)
  std::size_t array_dimensions = 0;
  Span span;
};

struct Expression {
  std::string sql;  // as written
  Span span;
  std::vector<std::string> columns;    // that it refers to, unqualified
  std::vector<std::string> functions;  // that it calls, with their schema if written
  bool constant = false;               // neither columns nor functions nor sub-selects
};

enum class ConstraintKind : std::uint8_t { check, not_null, primary_key, unique, exclusion, foreign_key };

struct ConstraintDefinition {
  ConstraintKind kind = ConstraintKind::check;
  std::string name;  // empty: the server makes one
  std::vector<std::string> columns;
  std::optional<Expression> expression;           // check
  std::vector<std::string> implies_not_null;      // columns that a true check shows not to be null
  std::optional<QualifiedName> referenced_table;  // foreign key
  std::vector<std::string> referenced_columns;    // empty: its primary key
  std::string using_index;                        // primary key, unique
  bool not_valid = false;
  Span span;
};

enum class Identity : std::uint8_t { none, always, by_default };

struct ColumnDefinition {
  std::string name;
  TypeName type;
  bool not_null = false;  // also through an inline PRIMARY KEY
  std::optional<Expression> default_value;
  std::optional<Expression> generated;  // GENERATED ALWAYS AS (…) STORED
  Identity identity = Identity::none;
  std::vector<ConstraintDefinition> constraints;  // inline ones other than NOT NULL
  Span span;       // the whole definition
  Span name_span;  // its name alone
};

struct CreateTable {
  QualifiedName table;
  std::vector<ColumnDefinition> columns;
  std::vector<ConstraintDefinition> constraints;
  bool if_not_exists = false;
  bool temporary = false;
  bool unlogged = false;
  bool partitioned = false;
  std::optional<QualifiedName> partition_of;
  bool from_query = false;  // CREATE TABLE AS: filled at once, its columns unknown
};

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
  std::optional<Expression> conversion;  // USING
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
// A sub-command that the model does not follow; `kind` is the parser's name of it.
struct OtherAlteration {
  std::string kind;
};

using Alteration =
    std::variant<AddColumn, DropColumn, AlterColumnType, SetDefault, DropDefault, SetNotNull,
                 DropNotNull, AddConstraint, DropConstraint, ValidateConstraint, OtherAlteration>;

struct AlterTableCommand {
  Alteration alteration;
  Span span;    // the whole sub-command
  Span target;  // the name of the column or constraint that it is about
};

struct AlterTable {
  QualifiedName table;
  std::vector<AlterTableCommand> commands;  // in the order of the text
  bool if_exists = false;
};

enum class ObjectKind : std::uint8_t { table, column, constraint, index, view, sequence, type, schema, other };

struct Drop {
  ObjectKind kind = ObjectKind::other;
  std::vector<QualifiedName> names;
  bool if_exists = false;
  bool cascade = false;
  bool concurrently = false;
};

struct IndexKey {
  std::string column;  // empty: an expression
  std::optional<Expression> expression;
};

struct CreateIndex {
  std::string name;  // empty: the server makes one
  QualifiedName table;
  std::vector<IndexKey> keys;
  std::vector<std::string> included;
  std::string method;
  std::optional<Expression> condition;  // WHERE
  bool unique = false;
  bool concurrently = false;
  bool if_not_exists = false;
};

struct Rename {
  ObjectKind kind = ObjectKind::other;
  QualifiedName object;  // the table, or the table that holds the column or constraint
  std::string old_name;  // of a column or constraint
  std::string new_name;
  bool if_exists = false;
  Span target;  // the name that changes
};

// A change of rows, or a query into a table.
struct FillTable {
  QualifiedName table;
};

enum class TransactionControlKind : std::uint8_t { begin, commit, rollback, savepoint, other };

struct TransactionControl {
  TransactionControlKind kind = TransactionControlKind::other;
  bool plain = true;  // no isolation level, no AND CHAIN
};

// Parsed, but of no interest to the model yet.
struct Opaque {};

// Did not parse.
struct Unparsed {
  std::string message;
  std::size_t at = 0;  // offset of the offending token
};

using StatementBody = std::variant<CreateTable, AlterTable, Drop, CreateIndex, Rename, FillTable,
                                   TransactionControl, Opaque, Unparsed>;

struct Statement {
  StatementBody body;
  std::string kind;            // in words, as in JSON: "alter-table"
  Span span;                   // first to last token, without the semicolon
  std::size_t number = 0;      // among the executable statements of its file, from 1; 0: elided
  bool transactional = true;   // false: the server refuses it inside a transaction block
};

// The body as a T, or null.
template <class T>
const T* as(const Statement& statement) {
  return std::get_if<T>(&statement.body);
}

}  // namespace migc::compiler
