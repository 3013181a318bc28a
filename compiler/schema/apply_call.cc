// SELECT f() and CALL p(): a routine may change the schema out of sight.
#include <algorithm>
#include <array>

#include "compiler/schema/apply.h"
#include "compiler/schema/render.h"
#include "compiler/source/tokens.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool may_change_schema(const std::string& body) {
  static constexpr std::array<std::string_view, 4> kWords = {"create", "alter", "drop", "execute"};
  const auto tokens = tokenize(body, Dialect::postgresql);
  return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
    return std::any_of(kWords.begin(), kWords.end(),
                       [&](std::string_view word) { return is_word(token, body, word); });
  });
}

// What its body names, and what its arguments name: there or in its own schema.
void distrust_changed(Edit& edit, const Routine& routine, const std::vector<std::string>& texts) {
  if (!may_change_schema(routine.definition.body)) return;
  const std::string reason =
      "the function " + to_sql(edit.catalog, routine) + " was called, which may change it";
  distrust_named(edit, routine.definition.body, reason);
  for (const std::string& text : texts) {
    distrust_named(edit, text, reason);
    if (Object* relation = edit.catalog.find_in(NameSpace::relation, routine.schema, text))
      distrust(*relation, reason);
  }
}

void called(Edit& edit, const QualifiedName& name, const std::vector<std::string>& texts) {
  for (const Routine* routine : edit.catalog.find_routines(name))
    distrust_changed(edit, *routine, texts);
}

}  // namespace

void apply(Edit& edit, const RunQuery& run) {
  for (const SetVariable& set : run.settings) apply(edit, set);
  for (const std::string& function : run.functions)
    called(edit, name_of_path(path_of_text(function)), run.texts);
}

void apply(Edit& edit, const Call& call) {
  called(edit, call.procedure, call.texts);
}

}  // namespace migc::compiler
