// A .case file as steps (README.md has the format). What is not a step is kept
// as it is, so that a case can be written again with other expectations.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace migc::testing {

struct Remark {
  std::string line;
};

struct CaseFile {
  std::string opening;             // the `===` line
  std::vector<std::string> lines;  // as written
  std::string path;
  std::string content;  // with escapes and repetition carried out
};

struct CaseCommand {
  std::string line;  // without the `$ `
};

using Step = std::variant<Remark, CaseFile, CaseCommand>;

// Nothing, and a message on standard error, when the text is malformed.
// Expectations are dropped: the case is right when running it writes the same text.
std::optional<std::vector<Step>> parse_case(std::string_view text);

// The words of a command line, by the quoting rules of a shell.
std::vector<std::string> words_of(std::string_view line);

// Each line of `text` behind `prefix`, with unprintable bytes as ‹NN›.
std::string shown_output(std::string_view text, std::string_view prefix);

}  // namespace migc::testing
