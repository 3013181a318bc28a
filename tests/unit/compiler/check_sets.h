// Sets in short form, and what the rules say about them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compiler/lint/check.h"
#include "compiler/source/assemble.h"

namespace migc::compiler {

struct CheckedSet {
  SourceSet set;
  std::vector<ParsedMigration> migrations;
  std::vector<Finding> findings;  // in the order in which check_set gives them
};

// One migration per text: 1_m.sql, 2_m.sql … in the folder `db`. The judgement
// is of the last one; the earlier ones are history that is passed over.
inline CheckedSet check_texts(const std::vector<std::string>& texts,
                              Judgement last = Judgement::full, const Config& config = {},
                              Dialect dialect = Dialect::postgresql) {
  std::vector<NamedText> files;
  for (std::size_t i = 0; i < texts.size(); ++i)
    files.push_back({std::to_string(i + 1) + "_m.sql", texts[i]});
  CheckedSet out;
  out.set = assemble_set("db", dialect, std::move(files)).set;
  out.migrations = parse_set(out.set);
  std::vector<Judgement> judgements(out.migrations.size(), Judgement::silent);
  if (!judgements.empty()) judgements.back() = last;
  out.findings = check_set(out.set, out.migrations, judgements, config).findings;
  return out;
}

}  // namespace migc::compiler
