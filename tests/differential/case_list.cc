#include "case_list.h"

#include <algorithm>
#include <fstream>
#include <string_view>

#include "compiler/source/assemble.h"

namespace migc::testing {
namespace {

constexpr std::string_view kHead = "--- ";
constexpr std::string_view kNextMigration = "---";

struct Text {
  std::string name;
  int line = 0;
  std::vector<compiler::NamedText> migrations;

  void begin_migration() {
    migrations.push_back({std::to_string(migrations.size() + 1) + "_case.sql", ""});
  }
};

std::vector<Text> read_texts(const std::filesystem::path& path) {
  std::vector<Text> texts;
  std::ifstream file(path);
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.starts_with(kHead)) {
      texts.push_back({line.substr(kHead.size()), number, {}});
      texts.back().begin_migration();
    } else if (!texts.empty() && line == kNextMigration) {
      texts.back().begin_migration();
    } else if (!texts.empty()) {
      texts.back().migrations.back().bytes += line + "\n";
    }
  }
  return texts;
}

}  // namespace

std::vector<Case> read_cases(const std::filesystem::path& file) {
  std::vector<Case> cases;
  for (Text& text : read_texts(file)) {
    auto assembled = compiler::assemble_set(text.name, Dialect::postgresql, text.migrations);
    cases.push_back({text.name, file, text.line, std::move(assembled.set)});
  }
  return cases;
}

std::vector<std::filesystem::path> case_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(MIGC_DIFFERENTIAL_CASES))
    if (entry.path().extension() == ".sql") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace migc::testing
