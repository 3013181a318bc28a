// Texts of lockfiles for the tests, right and wrong.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "compiler/lock/lockfile.h"
#include "tests/unit/lock/sets.h"

namespace migc::compiler {

// Lines: 1 the header, 2 0001_a, 3 0002_b, 4 0002_b.down, 5 0003_c,
// 6 adopted-through 0001, 7 the head.
inline std::string good_lock_text() {
  Lockfile lockfile = locked({{"0001_a.sql", "SELECT 1;\n"},
                              {"0002_b.sql", "SELECT 2;\n"},
                              {"0002_b.down.sql", "SELECT -2;\n"},
                              {"0003_c.sql", "SELECT 3;\n"}});
  lockfile.adopted_through = "0001";
  return to_text(lockfile);
}

// `text` with the first `part` replaced.
inline std::string replaced(std::string text, std::string_view part, std::string_view by) {
  const auto at = text.find(part);
  return at == std::string::npos ? text : text.replace(at, part.size(), by);
}

// Line `number` (from 1) with its line end.
inline std::string line_of(const std::string& text, std::size_t number) {
  std::size_t begin = 0;
  for (; number > 1; --number) begin = text.find('\n', begin) + 1;
  return text.substr(begin, text.find('\n', begin) + 1 - begin);
}

}  // namespace migc::compiler
