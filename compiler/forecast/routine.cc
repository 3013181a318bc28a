// Routines: an SQL body is read when it is made; a DO block runs what is in it.
#include "compiler/forecast/foresee.h"
#include "compiler/sql/names.h"
#include "compiler/sql/parse.h"
#include "compiler/sql/plpgsql.h"

namespace migc::compiler {
namespace {

// Parsing a query locks what it names, as the query would when run; not what
// that is made of.
void parse_statement(Effects& effects, const Statement& statement) {
  if (const auto* query = as<RunQuery>(statement))
    for (const QualifiedName& name : query->reads) read_when_parsed(effects, name);
  const auto* change = as<ChangeRows>(statement);
  if (!change) return;
  for (const QualifiedName& name : change->tables)
    effects.lock_named(name, LockMode::row_exclusive);
  for (const QualifiedName& name : change->reads) read_when_parsed(effects, name);
}

// A question of the body, a loop's query or a value: an expression or a query.
void ask(Effects& effects, const std::string& text) {
  auto statements = parse_postgresql(text);
  if (statements.size() != 1 || !as<RunQuery>(statements.front()))
    statements = parse_postgresql("SELECT " + text);
  if (statements.size() != 1 || !as<RunQuery>(statements.front())) return;
  Forecast said = forecast(statements.front(), effects.before(), effects.servers());
  said.why.clear();
  effects.include(said, Sure::no);
}

// What the parts of a body read, if they are come to.
void ask_all(Effects& effects, const std::vector<PlStatement>& statements) {
  for (const PlStatement& statement : statements) {
    const bool changes = statement.kind == PlKind::execute || statement.kind == PlKind::perform;
    if (!changes && !statement.sql.empty()) ask(effects, statement.sql);
    for (const PlBranch& branch : statement.branches) {
      ask(effects, branch.condition);
      ask_all(effects, branch.body);
    }
    ask_all(effects, statement.body);
    for (const PlHandler& handler : statement.handlers) ask_all(effects, handler.body);
  }
}

}  // namespace

void foresee(Effects& effects, const CreateRoutine& create) {
  if (create.standard_body)
    for (const Reference& reference : create.signature.references)
      if (reference.kind == ReferenceKind::relation)
        read_when_parsed(effects, name_of_path(reference.path));
  if (create.language != "sql") return;
  for (const Statement& statement : parse_postgresql(create.body))
    parse_statement(effects, statement);
}

void foresee(Effects& effects, const DoBlock& block) {
  const auto scratch = effects.before().trial();
  const auto before_each = [&](const Statement& statement) {
    effects.include(forecast(statement, *scratch, effects.servers()), Sure::yes);
  };
  if (!scratch->run_block(block, {}, before_each))
    effects.unsure("a part of the DO block hangs on what is in the database");
  if (block.language != "plpgsql") return;
  if (const auto body = parse_plpgsql(block.body)) ask_all(effects, body->statements);
}

void foresee(Effects& effects, const CreateSchema& create) {
  for (const auto& element : create.elements)
    effects.include(forecast(*element, effects.before(), effects.servers()), Sure::yes);
}

void foresee(Effects& effects, const Call& call) {
  effects.unsure("what the procedure " + quoted(call.procedure.name) + " does is not followed");
}

}  // namespace migc::compiler
