// The fuzz target: text → statements → model → DDL. What a file may hold by its
// encoding reaches it; nothing that it does may crash, hang or leak.
#include <cstddef>
#include <cstdint>
#include <string>

#include "compiler/base/text.h"
#include "compiler/base/utf8.h"
#include "compiler/schema/dump.h"
#include "compiler/schema/model.h"
#include "compiler/sql/parse.h"

using migc::compiler::dump_sql;
using migc::compiler::Model;
using migc::compiler::parse_postgresql;
using migc::compiler::Statement;

// libpg_query 15 forgets a copy of what the grammar printed (nothing, one byte)
// when a PL/pgSQL text does not parse.
// NOLINTNEXTLINE(bugprone-reserved-identifier,readability-identifier-naming): asked by name
extern "C" const char* __lsan_default_suppressions() {
  return "leak:pg_query_raw_parse\n";
}

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = migc::compiler::canonical_text(std::string(data, data + size));
  if (migc::compiler::first_invalid_utf8(text) != std::string::npos ||
      text.find('\0') != std::string::npos)
    return 0;  // never read
  Model model;
  for (const Statement& statement : parse_postgresql(text))
    model.apply(statement, {0, statement.span.begin});
  model.end_migration();
  dump_sql(model.catalog());
  return 0;
}
