// Tables of migrations and the schema after them, as `migc schema` prints it.
#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "compiler/schema/dump.h"
#include "compiler/schema/model.h"
#include "compiler/sql/parse.h"

namespace migc::compiler {

// The model after the statements; each is a migration of its own, but settings
// and temporary tables last until a CHECKPOINT.
inline std::unique_ptr<Model> model_of(std::string_view sql) {
  auto model = std::make_unique<Model>();
  std::size_t migration = 0;
  for (const Statement& statement : parse_postgresql(sql)) {
    if (statement.kind == "check-point") model->end_migration();
    model->apply(statement, {migration++, statement.span.begin});
  }
  return model;
}

// Without the SET statements at its head.
inline std::string schema_after(std::string_view sql) {
  const std::string dumped = dump_sql(model_of(sql)->catalog());
  std::string_view rest = dumped;
  while (rest.starts_with("SET ")) rest.remove_prefix(rest.find('\n') + 1);
  return std::string(rest);
}

struct SchemaCase {
  std::string_view sql;
  std::string_view schema;
};

// Before an expectation is written down, run it and the migrations on a server:
// both must give the same catalog.
inline void expect_schemas(std::initializer_list<SchemaCase> cases) {
  for (const SchemaCase& c : cases) EXPECT_EQ(schema_after(c.sql), c.schema) << c.sql;
}

}  // namespace migc::compiler
