// SQL statements as plain values: what the schema model, the forecast and the
// rules look at. Both dialects are read into these; nothing here parses.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>

#include "compiler/sql/object_statements.h"
#include "compiler/sql/probe.h"
#include "compiler/sql/table_statements.h"

namespace migc::compiler {

// Parsed, but of no interest to the model.
struct Opaque {};

// What a later version of PostgreSQL brought.
struct NewerSyntax {
  int version = 0;
  std::string what;  // "NOT ENFORCED"
};

// Did not parse.
struct Unparsed {
  std::string message;
  std::size_t at = 0;                // offset of the offending token
  std::string help;                  // what to do; empty: the message says it
  std::optional<NewerSyntax> newer;  // what it may be instead of a mistake
  std::string text;                  // then: the statement
};

using StatementBody =
    std::variant<CreateTable, AlterTable, Drop, Rename, SetSchema, ChangeOwner, Comment,
                 DependsOnExtension, CreateIndex, CreateSequence, AlterSequence, CreateEnum,
                 AlterEnum, CreateDomain, AlterDomain, CreateComposite, CreateRange, CreateView,
                 RefreshView, CreateRoutine, AlterRoutine, CreateTrigger, CreatePolicy, AlterPolicy,
                 CreateRule, CreateSchema, CreateExtension, Grant, AlterDefaultPrivileges,
                 CreatePublication, AlterPublication, CreateStatistics, AlterStatistics,
                 CreateOther, SetVariable, DoBlock, Call, ChangeRows, RunQuery, Maintain,
                 TransactionControl, Opaque, Unparsed>;

struct Statement {
  StatementBody body;
  std::string kind;           // in words, as in JSON: "alter-table"
  Span span;                  // first to last token, without the semicolon
  std::size_t number = 0;     // among the executable statements of its file, from 1; 0: elided
  bool transactional = true;  // false: the server refuses it inside a transaction block
  StatementProbe probe;       // when it is not transactional
};

// The body as a T, or null.
template <class T>
const T* as(const Statement& statement) {
  return std::get_if<T>(&statement.body);
}

}  // namespace migc::compiler
