#include "compiler/report/sarif.h"

#include <fmt/format.h>
#include <algorithm>
#include <cctype>
#include <map>
#include <nlohmann/json.hpp>

#include "compiler/base/utf8.h"

namespace migc::compiler {
namespace {

using Json = nlohmann::ordered_json;

std::string uri_of(std::string_view path) {
  std::string out;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = byte < 0x80 && (std::isalnum(byte) != 0 || c == '/' || c == '.' ||
                                       c == '_' || c == '-' || c == '~');
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return out;
}

// Of a very long line only a part is kept; its columns stay bytes.
std::size_t code_point_column(const Finding& finding, std::size_t column) {
  if (finding.source_column != 1 || column == 0) return column;
  const std::string_view line = finding.source_line;
  return count_code_points(line.substr(0, std::min(column - 1, line.size()))) + 1;
}

Json region_of(const Finding& finding) {
  const Place& place = finding.place;
  const bool one_line = place.end_line == place.line;
  return {
      {"startLine", place.line},
      {"startColumn", code_point_column(finding, place.column)},
      {"endLine", place.end_line},
      {"endColumn", one_line ? code_point_column(finding, place.end_column) : place.end_column}};
}

Json location_of(const Finding& finding) {
  Json out{{"artifactLocation", {{"uri", uri_of(finding.place.file)}}}};
  if (finding.place.line != 0) out["region"] = region_of(finding);
  return {{"physicalLocation", std::move(out)}};
}

Json related_location(const Note& note) {
  Json out{{"artifactLocation", {{"uri", uri_of(note.place.file)}}}};
  if (note.place.line != 0) out["region"] = {{"startLine", note.place.line}};
  return {{"physicalLocation", std::move(out)},
          {"message", {{"text", to_valid_utf8(note.message)}}}};
}

Json rule_json(const CheckReport& report, const std::string& id) {
  Json out{{"id", id}};
  const auto found = std::find_if(report.rules.begin(), report.rules.end(),
                                  [&](const RuleDescription& rule) { return rule.id == id; });
  if (found == report.rules.end()) return out;
  const std::string help = found->rationale + "\n\n" + found->remedy;
  out["shortDescription"] = {{"text", found->summary}};
  out["fullDescription"] = {{"text", found->rationale}};
  out["help"] = {{"text", help}, {"markdown", help}};
  out["defaultConfiguration"] = {{"level", to_text(found->severity)}};
  return out;
}

Json result_json(const Finding& finding, std::size_t rule_index) {
  std::string text = to_valid_utf8(finding.message);
  if (!finding.help.empty()) text += "\nhelp: " + to_valid_utf8(finding.help);
  Json out{{"ruleId", finding.rule},
           {"ruleIndex", rule_index},
           {"level", finding.history ? "note" : to_text(finding.severity)},
           {"message", {{"text", std::move(text)}}},
           {"locations", Json::array({location_of(finding)})}};
  for (const Note& note : finding.notes)
    if (!note.place.file.empty()) out["relatedLocations"].push_back(related_location(note));
  if (finding.suppressed)
    out["suppressions"] =
        Json::array({{{"kind", "inSource"}, {"justification", to_valid_utf8(finding.reason)}}});
  return out;
}

}  // namespace

std::string to_sarif(const CheckReport& report) {
  std::map<std::string, std::size_t> indexes;
  Json rules = Json::array();
  Json results = Json::array();
  for (const Finding& finding : report.findings) {
    const auto [index, is_new] = indexes.try_emplace(finding.rule, indexes.size());
    if (is_new) rules.push_back(rule_json(report, finding.rule));
    results.push_back(result_json(finding, index->second));
  }
  const Json out{
      {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
      {"version", "2.1.0"},
      {"runs",
       Json::array({{{"tool", {{"driver", {{"name", "migc"}, {"rules", std::move(rules)}}}}},
                     {"columnKind", "unicodeCodePoints"},
                     {"results", std::move(results)}}})}};
  return out.dump(2) + "\n";
}

}  // namespace migc::compiler
