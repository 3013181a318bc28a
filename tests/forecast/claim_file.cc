#include "claim_file.h"

#include <fstream>

#include "compiler/sql/parse.h"

namespace migc::testing {
namespace {

constexpr std::string_view kHeldUp = "-- held up by: ";
constexpr std::string_view kSince = "-- since: ";

// What a mark in the blank space before a statement says; empty without one.
std::string marked(std::string_view between, std::string_view mark) {
  const auto found = between.rfind(mark);
  if (found == std::string_view::npos) return {};
  between.remove_prefix(found + mark.size());
  return std::string(between.substr(0, between.find('\n')));
}

void add_claims(ClaimSection& section, const std::string& text) {
  std::size_t last_end = 0;
  for (compiler::Statement& statement : compiler::parse_postgresql(text)) {
    const auto span = statement.span;
    Claim claim;
    claim.sql = text.substr(span.begin, span.end - span.begin);
    const auto between = std::string_view(text).substr(last_end, span.begin - last_end);
    claim.held_up_by = marked(between, kHeldUp);
    if (const std::string since = marked(between, kSince); !since.empty())
      claim.since = std::stoi(since);
    claim.statement = std::move(statement);
    section.claims.push_back(std::move(claim));
    last_end = span.end;
  }
}

}  // namespace

std::vector<ClaimSection> read_claims(const std::string& path) {
  std::ifstream file(path);
  std::vector<ClaimSection> sections;
  std::string claims;
  std::string* target = nullptr;
  const auto finish = [&] {
    if (!sections.empty()) add_claims(sections.back(), claims);
    claims.clear();
  };
  for (std::string line; std::getline(file, line);) {
    if (line == "-- given" || line == "-- also given") {
      finish();
      const std::string base = line == "-- given" || sections.empty() ? "" : sections.back().given;
      sections.push_back({base, {}});
      target = &sections.back().given;
    } else if (line == "-- claims") {
      target = &claims;
    } else if (target) {
      *target += line + "\n";
    }
  }
  finish();
  return sections;
}

}  // namespace migc::testing
