#include "compiler/lint/undo_trial.h"

#include "compiler/schema/dump.h"

namespace migc::compiler {
namespace {

bool follow(const Statement& statement, Model& model, std::size_t migration) {
  const Origin origin{migration, statement.span.begin};
  if (const auto* block = as<DoBlock>(statement))
    return model.run_block(*block, origin, [](const Statement&) {});
  model.apply(statement, origin);
  return !as<Unparsed>(statement);
}

}  // namespace

std::optional<std::string> schema_after(const Script& undo, const Model& before,
                                        std::size_t migration) {
  const auto trial = before.trial();
  for (const Statement& statement : undo.statements)
    if (!follow(statement, *trial, migration)) return std::nullopt;
  trial->end_migration();
  return dump_sql(trial->catalog());
}

}  // namespace migc::compiler
