// The schema as the compiler knows it after some statements. It holds what the
// migrations made; what it does not know may exist all the same.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/sql/statement.h"

namespace migc::compiler {

// Which statement made, or last changed, an object.
struct Origin {
  std::size_t migration = 0;  // index in the set
  std::size_t offset = 0;     // of the statement in its file
  bool operator==(const Origin&) const = default;
};

struct Column {
  std::string name;
  TypeName type;
  bool not_null = false;
  std::optional<Expression> default_value;
  Origin origin;
};

struct Constraint {
  std::string name;  // empty: the server's choice is not followed
  ConstraintKind kind = ConstraintKind::check;
  std::vector<std::string> columns;
  std::vector<std::string> implies_not_null;  // of a CHECK: these columns are not null
  bool valid = true;
  Origin origin;
};

struct Index {
  std::string name;
  std::vector<std::string> columns;  // of its keys; an expression is an empty name
  bool unique = false;
  bool partial = false;
  Origin origin;
};

struct Table {
  std::string schema;
  std::string name;
  std::vector<Column> columns;
  std::vector<Constraint> constraints;
  std::vector<Index> indexes;
  bool temporary = false;
  bool columns_known = true;  // false: made by a query
  Origin origin;
  std::optional<Origin> filled;  // the first statement that put rows into it

  const Column* column(std::string_view wanted) const;
};

// What was dropped, and where: "there was a table of that name".
struct Tombstone {
  std::string schema;
  std::string name;
  Origin dropped;
};

class Model {
 public:
  Model() = default;
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;

  // Changes the schema as the server would. What does not fit (a table that is
  // not there) changes nothing.
  void apply(const Statement& statement, Origin origin);

  // Null when no statement so far made it. An unqualified name is looked for
  // among temporary tables, then in "public".
  const Table* find_table(const QualifiedName& name) const;

  // The table that has an index of that name, with the index.
  std::pair<const Table*, const Index*> find_index(const QualifiedName& name) const;

  const std::vector<Tombstone>& dropped_tables() const { return dropped_; }

 private:
  using Key = std::pair<std::string, std::string>;

  Table* find(const QualifiedName& name);
  void apply_create(const CreateTable& create, Origin origin);
  void apply_alter(const AlterTable& alter, Origin origin);
  void apply_index(const CreateIndex& create, Origin origin);
  void apply_drop(const Drop& drop, Origin origin);
  void apply_rename(const Rename& rename);
  void rename_table(const QualifiedName& from, const std::string& to);
  void drop_table(const QualifiedName& name, Origin origin);
  void drop_index(const QualifiedName& name);

  std::map<Key, std::unique_ptr<Table>> tables_;
  std::map<std::string, Key> table_of_index_;  // by index name
  std::vector<Tombstone> dropped_;
};

}  // namespace migc::compiler
