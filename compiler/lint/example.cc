#include "compiler/lint/example.h"

#include <algorithm>

#include "compiler/lint/check.h"
#include "compiler/lint/migration.h"
#include "compiler/source/assemble.h"

namespace migc::compiler {
namespace {

constexpr std::string_view kFile = "-- file: ";
constexpr std::string_view kExpect = "-- expect: ";

// Calls `visit(line)` for each line; the empty one before the first is passed over.
template <class Visit>
void for_each_line(std::string_view text, const Visit& visit) {
  if (text.starts_with('\n')) text.remove_prefix(1);
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    visit(text.substr(at, end - at));
    at = end + 1;
  }
}

// That a grammar is older than the example, which is about what is new.
bool is_too_new(const Finding& finding) {
  return finding.rule == "syntax-error" && finding.severity == Severity::warning;
}

std::string_view without_marker(std::string_view line) {
  const auto marker = line.find(kExpect);
  if (marker == std::string_view::npos) return line;
  line = line.substr(0, marker);
  const auto end = line.find_last_not_of(' ');
  return line.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

}  // namespace

ExampleRun run_example(std::string_view text, Dialect dialect, const Config& config) {
  ExampleRun run;
  std::vector<NamedText> texts;
  std::size_t line_number = 0;
  for_each_line(text, [&](std::string_view line) {
    if (line.starts_with(kFile)) {
      texts.push_back({std::string(line.substr(kFile.size())), ""});
      line_number = 0;
      return;
    }
    if (texts.empty()) texts.push_back({"0001_example.sql", ""});
    ++line_number;
    if (const auto marker = line.find(kExpect); marker != std::string_view::npos)
      run.expected.push_back(
          {texts.back().name, line_number, std::string(line.substr(marker + kExpect.size()))});
    texts.back().bytes += std::string(without_marker(line)) + "\n";
  });
  AssembledSet assembled = assemble_set(".", dialect, std::move(texts));
  const auto migrations = parse_set(assembled.set);
  run.findings = std::move(assembled.findings);
  const std::vector<Judgement> judgements(migrations.size(), Judgement::full);
  CheckResult checked = check_set(assembled.set, migrations, judgements, config);
  for (Finding& finding : checked.findings)
    if (counts(finding) && !is_too_new(finding)) run.findings.push_back(std::move(finding));
  return run;
}

Config only(const Rule& rule, const Example& example) {
  Config config;
  if (auto settings = parse_config(example.config, "migc.toml"))
    config = std::move(settings).value();
  config.all = Level::off;
  config.server_version = std::max(config.server_version, rule.since_server);
  config.levels.insert_or_assign(std::string(rule.id),
                                 rule.level == Level::off ? Level::warning : rule.level);
  return config;
}

std::string without_markers(std::string_view text) {
  std::string out;
  for_each_line(text,
                [&](std::string_view line) { out += std::string(without_marker(line)) + "\n"; });
  return out;
}

}  // namespace migc::compiler
