#include "compiler/lint/forecast_set.h"

#include <algorithm>

#include "compiler/forecast/forecast.h"
#include "compiler/source/version.h"

namespace migc::compiler {
namespace {

ForecastRelation described(const Affected& relation, std::size_t migration) {
  ForecastRelation out;
  out.schema = relation.schema;
  out.name = relation.name;
  out.object = name_of(relation.sort);
  out.existed = relation.existed_before(migration);
  out.certain = relation.certain;
  return out;
}

ForecastLock described(const RelationLock& lock, std::size_t migration, std::size_t statement) {
  ForecastLock out;
  out.relation = described(lock.relation, migration);
  out.mode = server_name(lock.mode);
  out.mode_words = sql_name(lock.mode);
  out.strength = static_cast<int>(lock.mode);
  out.blocks_reads = blocks_reads(lock.mode);
  out.blocks_writes = blocks_writes(lock.mode);
  out.since = statement;
  return out;
}

bool is_same(const ForecastRelation& a, const ForecastRelation& b) {
  return a.schema == b.schema && a.name == b.name;
}

// Keeps, for each relation, the lock that is the strongest; the first of those.
void keep_strongest(std::vector<ForecastLock>& kept, const ForecastLock& lock) {
  const bool counts = lock.relation.existed && lock.relation.object != "index" &&
                      lock.relation.object != "sequence";
  if (!counts) return;
  const auto found = std::find_if(kept.begin(), kept.end(), [&](const ForecastLock& other) {
    return is_same(other.relation, lock.relation);
  });
  if (found == kept.end())
    kept.push_back(lock);
  else if (found->strength < lock.strength)
    *found = lock;
}

class SetForecast {
 public:
  explicit SetForecast(const Project& project) : project_(project) {}

  ForecastMigration of(std::size_t index) {
    const ParsedMigration& parsed = project_.migrations[index];
    ForecastMigration out;
    out.version = parsed.source->version;
    out.name = parsed.source->name;
    out.file = parsed.source->up.path;
    out.transactional = parsed.up.transactional;
    std::vector<ForecastLock> held;
    const LineIndex lines(parsed.source->up.text);
    for (const Statement& statement : parsed.up.statements) {
      if (statement.number != 0) {
        if (!out.transactional) held.clear();
        out.statements.push_back(one(statement, index, lines, held));
        for (const ForecastLock& lock : out.statements.back().locks)
          keep_strongest(out.strongest, lock);
      }
      model_.apply(statement, {index, statement.span.begin});
    }
    model_.end_migration();
    for (ForecastLock& lock : out.strongest) lock.during = working_under(lock, out);
    return out;
  }

 private:
  static std::vector<std::size_t> working_under(const ForecastLock& lock,
                                                const ForecastMigration& migration) {
    std::vector<std::size_t> out;
    for (const ForecastStatement& statement : migration.statements)
      for (const ForecastLock& held : statement.held)
        if (is_same(held.relation, lock.relation)) out.push_back(statement.number);
    return out;
  }

  ForecastStatement one(const Statement& statement, std::size_t index, const LineIndex& lines,
                        std::vector<ForecastLock>& held) const {
    const SourceFile& file = project_.migrations[index].source->up;
    const Forecast said =
        forecast(statement, model_, {project_.config.server_version, kNewestForecast});
    ForecastStatement out;
    const LineColumn place = lines.position(statement.span.begin);
    out.number = statement.number;
    out.line = place.line;
    out.column = place.column;
    out.kind = statement.kind;
    out.sql = file.text.substr(statement.span.begin, statement.span.end - statement.span.begin);
    out.transactional = statement.transactional;
    out.certain = said.certain;
    out.uncertainty = said.uncertainty;
    out.why = said.why;
    out.versions = said.versions;
    for (const RelationLock& lock : said.locks) {
      out.locks.push_back(described(lock, index, statement.number));
      keep_strongest(held, out.locks.back());
    }
    for (const Affected& one : said.rewrites) out.rewrites.push_back(described(one, index));
    for (const Affected& one : said.scans) out.scans.push_back(described(one, index));
    for (const Affected& one : said.changes) out.changes.push_back(described(one, index));
    if (out.works()) out.held = blocking(held);
    return out;
  }

  static std::vector<ForecastLock> blocking(const std::vector<ForecastLock>& held) {
    std::vector<ForecastLock> out;
    std::copy_if(held.begin(), held.end(), std::back_inserter(out),
                 [](const ForecastLock& lock) { return lock.blocks_reads || lock.blocks_writes; });
    return out;
  }

  const Project& project_;
  Model model_;
};

}  // namespace

ForecastReport forecast_of(const Project& project, const std::string& from) {
  ForecastReport report;
  report.server_version = project.config.server_version;
  SetForecast forecasts(project);
  for (std::size_t i = 0; i < project.migrations.size(); ++i) {
    ForecastMigration migration = forecasts.of(i);
    if (from.empty() || !sorts_before(migration.version, from))
      report.migrations.push_back(std::move(migration));
  }
  return report;
}

}  // namespace migc::compiler
