// Runs .case files: migc_run_case --migc PROGRAM [--update] FILE…
// Status 0: as expected; 1: not; 77: the case cannot run here, and says why.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "case_file.h"
#include "commands.h"

namespace migc::testing {
namespace {

constexpr int kRight = 0;
constexpr int kWrong = 1;
constexpr int kBadUsage = 2;

std::string described(const Outcome& outcome) {
  std::string out = shown_output(outcome.output, "|") + shown_output(outcome.errors, "!");
  if (outcome.status != 0) out += "status " + std::to_string(outcome.status) + "\n";
  return out;
}

// Carries a step out and writes it down again, with what it really printed.
class Player {
 public:
  explicit Player(std::string migc) : migc_(std::move(migc)) {}

  void operator()(const Remark& remark) { written_ += remark.line + "\n"; }
  void operator()(const CaseFile& file) {
    sandbox_.write(file.path, file.content);
    written_ += file.opening + "\n";
    for (const std::string& line : file.lines) written_ += line + "\n";
    written_ += "===\n";
  }
  void operator()(const CaseCommand& command) {
    written_ += "$ " + command.line + "\n" + described(sandbox_.run(words_of(command.line), migc_));
  }

  const std::string& written() const { return written_; }

 private:
  std::string migc_;
  Sandbox sandbox_;
  std::string written_;
};

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// Prints the whole story with `-` before what was expected and `+` before what came.
void show_difference(std::string_view expected, std::string_view got) {
  const auto a = lines_of(expected);
  const auto b = lines_of(got);
  // common[i][j]: length of the longest common subsequence of a[i…] and b[j…].
  std::vector<std::vector<unsigned>> common(a.size() + 1, std::vector<unsigned>(b.size() + 1));
  for (std::size_t i = a.size(); i-- > 0;)
    for (std::size_t j = b.size(); j-- > 0;)
      common[i][j] =
          a[i] == b[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
  const auto show = [](char mark, std::string_view line) {
    std::printf("%c %.*s\n", mark, static_cast<int>(line.size()), line.data());
  };
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      show(' ', a[i++]);
      ++j;
    } else if (j == b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1])) {
      show('-', a[i++]);
    } else {
      show('+', b[j++]);
    }
  }
}

struct Options {
  std::string migc;
  bool update = false;
  std::vector<std::string> files;
};

int run(const std::string& path, const Options& options) {
  const std::string text = content_of(path);
  const auto steps = parse_case(text);
  if (!steps) return kWrong;
  Player player(options.migc);
  for (const Step& step : *steps) std::visit(player, step);
  if (player.written() == text) return kRight;
  if (!options.update) {
    std::printf("%s: not as expected (- expected, + got)\n", path.c_str());
    show_difference(text, player.written());
    return kWrong;
  }
  std::ofstream out(path, std::ios::binary);
  out << player.written();
  std::printf("%s: updated\n", path.c_str());
  return out.flush() ? kRight : kWrong;
}

int run_all(const Options& options) {
  int worst = kRight;
  for (const std::string& file : options.files) worst = std::max(worst, run(file, options));
  return worst;
}

int run_command_line(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--update") {
      options.update = true;
    } else if (argument == "--migc" && i + 1 < argc) {
      options.migc = std::filesystem::absolute(argv[++i]).string();
    } else {
      options.files.emplace_back(argument);
    }
  }
  if (options.migc.empty() || options.files.empty()) {
    std::fprintf(stderr, "usage: migc_run_case --migc PROGRAM [--update] FILE…\n");
    return kBadUsage;
  }
  try {
    return run_all(options);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "%s\n", problem.what());
    return kBadUsage;
  }
}

}  // namespace
}  // namespace migc::testing

int main(int argc, char** argv) {
  return migc::testing::run_command_line(argc, argv);
}
