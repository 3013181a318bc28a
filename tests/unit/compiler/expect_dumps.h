// Tables of PostgreSQL text and the dump of its statements.
#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <string_view>

#include "compiler/sql/parse.h"
#include "tests/unit/compiler/statement_text.h"

namespace migc::compiler {

struct DumpCase {
  std::string_view sql;
  std::string_view dump;
};

inline void expect_dumps(std::initializer_list<DumpCase> cases) {
  for (const DumpCase& c : cases) EXPECT_EQ(dump(parse_postgresql(c.sql), c.sql), c.dump) << c.sql;
}

}  // namespace migc::compiler
