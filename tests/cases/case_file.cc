#include "case_file.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdio>
#include <utility>

namespace migc::testing {
namespace {

constexpr std::string_view kEscaped = " (escaped)";
constexpr std::string_view kRepeat = " (repeat ";

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// The byte that an escape stands for; moves `at` behind it.
char escaped_byte(std::string_view line, std::size_t& at) {
  const char c = line[at++];
  if (c == 'r') return '\r';
  if (c == 't') return '\t';
  if (c == '0') return '\0';
  if (c != 'x') return c;
  unsigned value = 0;
  std::from_chars(line.data() + at, line.data() + std::min(at + 2, line.size()), value, 16);
  at += 2;
  return static_cast<char>(value);
}

std::string unescaped(std::string_view line) {
  std::string out;
  for (std::size_t at = 0; at < line.size();) {
    if (line[at] != '\\') {
      out += line[at++];
    } else if (++at == line.size()) {
      return out;
    } else {
      out += escaped_byte(line, at);
    }
  }
  return out + "\n";
}

void finish(CaseFile& file) {
  std::string_view path = std::string_view(file.opening).substr(4);
  const bool escaped = path.ends_with(kEscaped);
  std::size_t count = 1;
  if (escaped) path.remove_suffix(kEscaped.size());
  if (const auto repeat = path.find(kRepeat); repeat != std::string_view::npos) {
    const char* digits = path.data() + repeat + kRepeat.size();
    std::from_chars(digits, path.data() + path.size(), count);
    path = path.substr(0, repeat);
  }
  std::string once;
  for (const std::string& line : file.lines) once += escaped ? unescaped(line) : line + "\n";
  for (std::size_t i = 0; i < count; ++i) file.content += once;
  file.path = path;
}

bool is_expectation(std::string_view line) {
  return line.starts_with("| ") || line == "|" || line.starts_with("! ") || line == "!" ||
         line.starts_with("status ");
}

std::size_t utf8_length(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  const std::size_t length = first < 0x80   ? 1
                             : first < 0xC2 ? 0
                             : first < 0xE0 ? 2
                             : first < 0xF0 ? 3
                             : first < 0xF5 ? 4
                                            : 0;
  if (length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80) return 0;
  return length;
}

std::string shown_byte(char c) {
  char text[16];
  std::snprintf(text, sizeof text, "‹%02X›", static_cast<unsigned>(static_cast<unsigned char>(c)));
  return text;
}

std::string shown_line(std::string_view line) {
  std::string out;
  while (!line.empty()) {
    const std::size_t length = utf8_length(line);
    const auto byte = static_cast<unsigned char>(line[0]);
    const bool plain = length != 0 && (byte >= 0x20 || byte == '\t') && byte != 0x7F;
    out += plain ? std::string(line.substr(0, length)) : shown_byte(line[0]);
    line.remove_prefix(plain ? length : 1);
  }
  return out;
}

}  // namespace

std::optional<std::vector<Step>> parse_case(std::string_view text) {
  std::vector<Step> steps;
  std::optional<CaseFile> open;
  for (const std::string& line : split_lines(text)) {
    if (open && line == "===") {
      finish(*open);
      steps.emplace_back(*std::exchange(open, std::nullopt));
    } else if (open) {
      open->lines.push_back(line);
    } else if (line.starts_with("=== ")) {
      open = CaseFile{line, {}, {}, {}};
    } else if (line.starts_with("$ ")) {
      steps.emplace_back(CaseCommand{line.substr(2)});
    } else if (!is_expectation(line)) {
      steps.emplace_back(Remark{line});
    }
  }
  if (!open) return steps;
  std::fprintf(stderr, "a file without its closing line `===`: %s\n", open->opening.c_str());
  return std::nullopt;
}

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  bool in_word = false;
  char quote = '\0';
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quote == '\0' && c == ' ') {
      if (in_word) words.push_back(std::exchange(word, ""));
      in_word = false;
      continue;
    }
    in_word = true;
    if (c == '\\' && quote != '\'' && i + 1 < line.size()) {
      word += line[++i];
    } else if (quote == '\0' && (c == '\'' || c == '"')) {
      quote = c;
    } else if (c == quote) {
      quote = '\0';
    } else {
      word += c;
    }
  }
  if (in_word) words.push_back(word);
  return words;
}

std::string shown_output(std::string_view text, std::string_view prefix) {
  std::string out;
  for (const std::string& line : split_lines(text)) {
    out += prefix;
    if (!line.empty()) out += " " + shown_line(line);
    out += "\n";
  }
  if (!text.empty() && text.back() != '\n') out.insert(out.size() - 1, "‹no newline›");
  return out;
}

}  // namespace migc::testing
