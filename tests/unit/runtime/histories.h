// Sets and ledgers in a few letters, for tables of histories.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ledger.h"
#include "set_builder.h"
#include "text.h"

namespace migc::testing {

// "1 2 3!": versions in order, ! means with another content, # with another comment.
inline void add_all(SetBuilder& builder, const std::string& versions) {
  std::string word;
  for (const char c : versions + " ") {
    if (c != ' ') {
      word.push_back(c);
      continue;
    }
    if (word.empty()) continue;
    const char mark = word.back();
    if (mark == '!' || mark == '#') word.pop_back();
    const char* const sql = mark == '!' ? "SELECT 2" : mark == '#' ? "SELECT 1 -- one" : "SELECT 1";
    builder.add(word, concat("m", word), {{sql}});
    word.clear();
  }
}

inline std::vector<LedgerRow> rows_of(const MigrationSet& set) {
  std::vector<LedgerRow> rows;
  for (const Migration& migration : set.migrations) {
    rows.push_back({.ordinal = static_cast<std::uint32_t>(rows.size() + 1),
                    .version = std::string(migration.version),
                    .name = std::string(migration.name),
                    .digest = hex(migration.digest),
                    .chain = hex(migration.chain),
                    .tokens = hex(migration.tokens),
                    .state = RowState::applied,
                    .batch = 7});
  }
  return rows;
}

}  // namespace migc::testing
