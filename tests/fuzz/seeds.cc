// Writes the seeds of the fuzz target, and a dictionary of their words:
//   migc_fuzz_seeds FOLDER DICTIONARY FILE…
// A FILE is a .case file, whose SQL files become seeds, or a .sql file of cases
// that each begin with a line `--- NAME`.
#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "compiler/source/tokens.h"
#include "tests/cases/case_file.h"

namespace {

namespace fs = std::filesystem;
using migc::compiler::Token;
using migc::compiler::TokenKind;

constexpr std::size_t kLongest = 4096;  // of a seed: longer ones teach no more

std::string content_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void add_case(const std::string& text, std::vector<std::string>& seeds) {
  const auto steps = migc::testing::parse_case(text);
  if (!steps) return;
  for (const auto& step : *steps)
    if (const auto* file = std::get_if<migc::testing::CaseFile>(&step))
      if (file->path.ends_with(".sql")) seeds.push_back(file->content);
}

void add_sql(const std::string& text, std::vector<std::string>& seeds) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find("\n--- ", begin), text.size());
    seeds.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
}

void write_dictionary(const fs::path& path, const std::vector<std::string>& seeds) {
  std::set<std::string> words;
  for (const std::string& seed : seeds)
    for (const Token& token : migc::compiler::tokenize(seed, migc::Dialect::postgresql))
      if (token.kind == TokenKind::word) words.emplace(token.text(seed));
  std::ofstream out(path, std::ios::binary);
  for (const std::string& word : words) {
    bool plain = true;
    for (const char c : word) plain &= std::isalnum(static_cast<unsigned char>(c)) || c == '_';
    if (plain) out << '"' << word << " \"\n";
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 4) return 2;
  std::vector<std::string> seeds;
  for (int i = 3; i < count; ++i) {
    const fs::path file = arguments[i];
    if (file.extension() == ".case") {
      add_case(content_of(file), seeds);
    } else {
      add_sql(content_of(file), seeds);
    }
  }
  fs::remove_all(arguments[1]);
  fs::create_directories(arguments[1]);
  std::size_t written = 0;
  for (const std::string& seed : seeds)
    if (seed.size() <= kLongest)
      std::ofstream(fs::path(arguments[1]) / std::to_string(++written), std::ios::binary) << seed;
  write_dictionary(arguments[2], seeds);
  std::printf("%zu seeds\n", written);
  return written == 0 ? 1 : 0;
}
