#include "compiler/lint/documentation.h"

#include <fmt/format.h>

#include "compiler/lint/example.h"
#include "compiler/report/text.h"

namespace migc::compiler {
namespace {

std::string_view name_of(Level level) {
  switch (level) {
    case Level::off:
      return "off";
    case Level::note:
      return "note";
    case Level::warning:
      return "warning";
    case Level::error:
      break;
  }
  return "error";
}

std::string dialects_of(const Rule& rule) {
  if (rule.dialects.postgresql && rule.dialects.sqlite) return "PostgreSQL, SQLite";
  return rule.dialects.sqlite ? "SQLite" : "PostgreSQL";
}

std::string servers_of(const Rule& rule) {
  return rule.since_server == 0
             ? ""
             : fmt::format(" With server-version {} or later.", rule.since_server);
}

std::string example_text(const Rule& rule, const Example& example) {
  const Dialect dialect = rule.dialects.postgresql ? Dialect::postgresql : Dialect::sqlite;
  const ExampleRun run = run_example(example.bad, dialect, only(rule, example));
  const std::string settings =
      example.config.empty() ? ""
                             : fmt::format("```toml\n{}```\n\n", without_markers(example.config));
  std::string out = fmt::format("\n## {}\n\n{}```sql\n{}```\n\n```\n{}```\n", example.title,
                                settings, without_markers(example.bad), to_text(run.findings));
  if (!example.good.empty())
    out += fmt::format("\nBetter:\n\n```sql\n{}```\n", without_markers(example.good));
  return out;
}

}  // namespace

std::string to_markdown(const Rule& rule) {
  std::string out = fmt::format(
      "# {}\n\n{}.\n\nDefault level: {}. Dialects: {}.{}\n\n## Why\n\n{}\n\n## Instead\n\n{}\n",
      rule.id, rule.summary, name_of(rule.level), dialects_of(rule), servers_of(rule),
      rule.rationale, rule.remedy);
  for (const Example& example : rule.examples) out += example_text(rule, example);
  return out;
}

std::string rule_list() {
  std::string out;
  for (const Rule* rule : all_rules())
    out += fmt::format("{:33} {:8} {}\n", rule->id, name_of(rule->level), rule->summary);
  return out;
}

std::string rule_table() {
  std::string out =
      "# Rules\n\nGenerated from the rules themselves: `migc rules --docs DIR`.\n\n"
      "| rule | level | dialects | reports |\n|---|---|---|---|\n";
  for (const Rule* rule : all_rules())
    out += fmt::format("| [{0}]({0}.md) | {1} | {2} | {3} |\n", rule->id, name_of(rule->level),
                       dialects_of(*rule), rule->summary);
  return out;
}

}  // namespace migc::compiler
