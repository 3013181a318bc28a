#include "compiler/lint/migration.h"

#include "compiler/sql/parse.h"
#include "compiler/sqlite/parse.h"

namespace migc::compiler {
namespace {

Script script_of(const SourceFile& file, std::vector<Statement> statements) {
  return make_script(std::move(statements), file.directives.no_transaction);
}

}  // namespace

std::vector<ParsedMigration> parse_set(const SourceSet& set) {
  std::vector<ParsedMigration> migrations;
  migrations.reserve(set.migrations.size());
  SqliteEngine engine;
  const auto parse = [&](const SourceFile& file, bool execute) -> std::vector<Statement> {
    if (!file.readable) return {};
    if (set.dialect == Dialect::postgresql) return parse_postgresql(file.text);
    return execute ? engine.execute(file.text) : parse_sqlite(file.text);
  };
  for (const SourceMigration& source : set.migrations) {
    ParsedMigration migration{&source, script_of(source.up, parse(source.up, true)), std::nullopt};
    if (source.down) migration.down = script_of(*source.down, parse(*source.down, false));
    migrations.push_back(std::move(migration));
  }
  return migrations;
}

}  // namespace migc::compiler
