#include "compiler/lint/migration.h"

#include "compiler/base/parallel.h"
#include "compiler/sql/parse.h"
#include "compiler/sqlite/parse.h"

namespace migc::compiler {
namespace {

Script script_of(const SourceFile& file, std::vector<Statement> statements) {
  return make_script(std::move(statements), file.directives.no_transaction);
}

template <class Parse>
Script parsed(const SourceFile& file, Parse parse) {
  return script_of(file, file.readable ? parse(file.text) : std::vector<Statement>());
}

void parse_postgresql_set(std::vector<ParsedMigration>& migrations) {
  in_parallel(migrations.size(), [&](std::size_t i) {
    ParsedMigration& migration = migrations[i];
    migration.up = parsed(migration.source->up, parse_postgresql);
    if (migration.source->down) migration.down = parsed(*migration.source->down, parse_postgresql);
  });
}

// One after the other, for each finds what the earlier ones have made.
void parse_sqlite_set(std::vector<ParsedMigration>& migrations) {
  SqliteEngine engine;
  const auto execute = [&](std::string_view text) { return engine.execute(text); };
  for (ParsedMigration& migration : migrations) {
    migration.up = parsed(migration.source->up, execute);
    if (migration.source->down) migration.down = parsed(*migration.source->down, parse_sqlite);
  }
}

}  // namespace

std::vector<ParsedMigration> parse_set(const SourceSet& set) {
  std::vector<ParsedMigration> migrations;
  migrations.reserve(set.migrations.size());
  for (const SourceMigration& source : set.migrations)
    migrations.push_back({&source, {}, std::nullopt});
  if (set.dialect == Dialect::postgresql)
    parse_postgresql_set(migrations);
  else
    parse_sqlite_set(migrations);
  return migrations;
}

}  // namespace migc::compiler
