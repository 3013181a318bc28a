#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/source/tokens.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

bool reads_stdin(const Context& cx) {
  const auto tokens = tokenize(cx.sql(), cx.dialect());
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i)
    if (is_word(tokens[i], cx.sql(), "from") && is_word(tokens[i + 1], cx.sql(), "stdin"))
      return true;
  return false;
}

void check(const Context& cx, Findings& out) {
  const auto* rows = cx.as<ChangeRows>();
  if (!rows || rows->change != RowChange::copy_from || rows->tables.empty() || !reads_stdin(cx))
    return;
  out.add(cx.statement().span, "only psql can feed rows to this COPY: run by a program, it fails")
      .help_with("INSERT INTO " + sql_name(rows->tables.front()) + " VALUES (…);")
      .note_created(cx.model().find_table(rows->tables.front()));
}

constexpr Example kExamples[] = {{
    .title = "Rows from a dump",
    .bad = R"sql(
CREATE TABLE plans (name text);
COPY plans FROM stdin;  -- expect: copy-data
)sql",
    .good = R"sql(
CREATE TABLE plans (name text);
INSERT INTO plans VALUES ('free'), ('trial');
)sql",
}};

}  // namespace

extern constexpr Rule rule_copy_data = checked({
    .id = "copy-data",
    .summary = "COPY … FROM stdin",
    .rationale = "The rows that follow are a language of psql. The server takes none of it from a "
                 "program: the statement fails, or waits for rows that never come.",
    .remedy = "Write INSERT statements, or load the rows outside the migrations.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
