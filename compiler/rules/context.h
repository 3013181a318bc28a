// What a rule sees while it looks at one statement: the statement, the
// migration around it, and the past as the model knows it. A rule keeps no
// memory of its own.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "compiler/forecast/forecast.h"
#include "compiler/rules/options.h"
#include "compiler/rules/transaction.h"
#include "compiler/schema/model.h"
#include "compiler/sql/statement.h"
#include "migc/embedded.h"

namespace migc::compiler {

// The migration that a statement is part of.
struct MigrationScope {
  std::size_t index = 0;                  // in the set
  std::string_view version;               // as written
  std::string_view previous_version;      // of the migration before; empty for the first
  std::string_view text;                  // of its file
  std::span<const Statement> statements;  // all of the file
  bool transactional = true;              // the runner wraps it in one transaction
  bool undo_settled = true;               // there is an undo text, or a reason for none
  const TransactionSoFar* so_far = nullptr;
};

// What is the same for the whole set.
struct SetScope {
  Dialect dialect = Dialect::postgresql;
  int server_version = 0;        // the oldest that must run the set
  bool complete_history = true;  // the set starts from an empty database
  const RuleOptions* options = nullptr;
};

class Context {
 public:
  // Every reference must outlive the object. `sql` is the statement's text,
  // `position` its place among the migration's, or that of the DO block around it.
  Context(const Statement& statement, std::string_view sql, std::size_t position,
          const MigrationScope& migration, const Model& before, const SetScope& set)
      : statement_(statement),
        sql_(sql),
        position_(position),
        migration_(migration),
        before_(before),
        set_(set) {}

  const Statement& statement() const { return statement_; }
  std::string_view sql() const { return sql_; }
  const Model& model() const { return before_; }  // before this statement
  Dialect dialect() const { return set_.dialect; }
  int server_version() const { return set_.server_version; }
  bool complete_history() const { return set_.complete_history; }
  const RuleOptions& options() const { return *set_.options; }

  // The text of a span inside the statement.
  std::string_view text(Span span) const {
    return sql_.substr(span.begin - statement_.span.begin, span.end - span.begin);
  }

  // Where a name stands; the whole statement when the parser does not say.
  Span place(const QualifiedName& name) const {
    return name.span.end > name.span.begin ? name.span : statement_.span;
  }

  // The statement as a T, or null.
  template <class T>
  const T* as() const {
    return std::get_if<T>(&statement_.body);
  }

  // Of the same migration, in the order of the text.
  std::span<const Statement> statements() const { return migration_.statements; }
  std::span<const Statement> earlier() const { return statements().first(position_); }
  std::span<const Statement> later() const { return statements().subspan(position_ + 1); }

  // What the statement will cost the servers, from the oldest on. PostgreSQL only.
  const Forecast& forecast() const {
    if (!forecast_)
      forecast_ =
          migc::compiler::forecast(statement_, before_, {set_.server_version, kNewestForecast});
    return *forecast_;
  }

  // What the transaction that it runs in has done before it.
  const TransactionSoFar& so_far() const { return *migration_.so_far; }

  // Of the migration, and of the one before it, which is empty for the first.
  std::string_view version() const { return migration_.version; }
  std::string_view previous_version() const { return migration_.previous_version; }

  // Whether the runner wraps the migration in one transaction.
  bool transactional() const { return migration_.transactional; }

  // Whether the file itself opened a transaction that is still open here.
  bool after_begin() const {
    bool open = false;
    for (const Statement& statement : earlier()) open = opens(statement).value_or(open);
    return open;
  }

  // Whether the migration has an undo text, or says why there is none.
  bool undo_settled() const { return migration_.undo_settled; }

  // Whether the statement is inside a DO block.
  bool in_body() const { return &statement_ != &statements()[position_]; }

  // Whether this migration made the object.
  bool is_new(const Origin& origin) const { return origin.migration == migration_.index; }

  // Whether programs may be using the table while this migration runs: it was
  // there before the migration, or nobody knows where it comes from.
  bool in_use(const QualifiedName& name) const {
    if (const View* view = before_.find_view(name)) return !is_new(view->origin);
    const Table* known = before_.find_table(name);
    return !known || in_use(*known);
  }
  bool in_use(const Table& table) const { return !table.temporary() && !is_new(table.origin); }
  bool in_use(const Affected& relation) const { return relation.existed_before(migration_.index); }

  // Whether the table may hold rows. A new table may once something filled it.
  bool may_hold_rows(const QualifiedName& table) const {
    const Table* known = before_.find_table(table);
    return in_use(table) || (known && known->filled);
  }

 private:
  // Whether a statement opens (true) or ends (false) a transaction.
  static std::optional<bool> opens(const Statement& statement) {
    const auto* control = migc::compiler::as<TransactionControl>(statement);
    if (!control) return std::nullopt;
    if (control->kind == TransactionControlKind::begin) return true;
    if (control->kind == TransactionControlKind::commit) return false;
    if (control->kind == TransactionControlKind::rollback) return false;
    return std::nullopt;
  }

  const Statement& statement_;
  std::string_view sql_;
  std::size_t position_;
  const MigrationScope& migration_;
  const Model& before_;
  const SetScope& set_;
  mutable std::optional<Forecast> forecast_;  // once somebody asked
};

}  // namespace migc::compiler
