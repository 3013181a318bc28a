// What a rule sees while it looks at one statement: the statement, and the
// past as the model knows it. A rule keeps no memory of its own.
#pragma once

#include <string_view>

#include "compiler/schema/model.h"
#include "compiler/sql/statement.h"
#include "migc/embedded.h"

namespace migc::compiler {

class Context {
 public:
  // `sql` is the statement's text; `migration` the index of its migration.
  Context(const Statement& statement, std::string_view sql, const Model& before,
          std::size_t migration, Dialect dialect)
      : statement_(statement),
        sql_(sql),
        before_(before),
        migration_(migration),
        dialect_(dialect) {}

  const Statement& statement() const { return statement_; }
  std::string_view sql() const { return sql_; }
  const Model& model() const { return before_; }  // before this statement
  Dialect dialect() const { return dialect_; }

  // The statement as a T, or null.
  template <class T>
  const T* as() const {
    return std::get_if<T>(&statement_.body);
  }

  // Whether programs may be using the table while this migration runs: it was
  // there before the migration, or nobody knows where it comes from.
  bool in_use(const QualifiedName& table) const {
    const Table* known = before_.find_table(table);
    return !known || in_use(*known);
  }
  bool in_use(const Table& table) const {
    return !table.temporary() && table.origin.migration != migration_;
  }

  // Whether the table may hold rows. A new table may once something filled it.
  bool may_hold_rows(const QualifiedName& table) const {
    const Table* known = before_.find_table(table);
    return in_use(table) || (known && known->filled);
  }

 private:
  const Statement& statement_;
  std::string_view sql_;
  const Model& before_;
  std::size_t migration_;
  Dialect dialect_;
};

}  // namespace migc::compiler
