#include "compiler/report/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "compiler/base/utf8.h"

namespace migc::compiler {
namespace {

// Longer lines are cut to a window around the place.
constexpr std::size_t kWindow = 160;
constexpr std::size_t kLead = 40;

struct Excerpt {
  std::string text;
  std::size_t begin = 0;  // of the marked part, in bytes of `text`
  std::size_t end = 0;
};

bool continues_sequence(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80;
}

std::size_t sequence_start(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && continues_sequence(text[at])) --at;
  return at;
}

Excerpt excerpt_of(const Finding& finding) {
  const std::string_view line = finding.source_line;
  const std::size_t begin = std::min(finding.place.column - finding.source_column, line.size());
  const bool one_line = finding.place.end_line == finding.place.line;
  const std::size_t end =
      std::clamp(one_line ? finding.place.end_column - finding.source_column : line.size(), begin,
                 line.size());
  const bool whole = finding.source_column == 1;
  if (whole && line.size() <= kWindow) return {std::string(line), begin, end};
  const std::size_t from = begin > kLead ? sequence_start(line, begin - kLead) : 0;
  const std::size_t to = sequence_start(line, std::min(from + kWindow, line.size()));
  const std::string lead = from > 0 || !whole ? "…" : "";
  const std::string tail = to < line.size() ? "…" : "";
  return {lead + std::string(line.substr(from, to - from)) + tail, begin - from + lead.size(),
          std::min(end, to) - from + lead.size()};
}

// Blanks up to the mark; tabs stay, so that the caret stands below its text.
std::string indent(std::string_view before) {
  std::string out;
  for (const char c : before) {
    if (c == '\t') {
      out += '\t';
    } else if (!continues_sequence(c)) {
      out += ' ';
    }
  }
  return out;
}

std::string marked_line(const Finding& finding) {
  const Excerpt excerpt = excerpt_of(finding);
  const std::string before = printable(excerpt.text.substr(0, excerpt.begin));
  const std::string marked =
      printable(excerpt.text.substr(excerpt.begin, excerpt.end - excerpt.begin));
  const std::size_t width = std::max<std::size_t>(1, count_code_points(marked));
  return fmt::format("{:5} | {}\n      | {}^{:~>{}}\n", finding.place.line, printable(excerpt.text),
                     indent(before), "", width - 1);
}

std::string place_of(const Place& place) {
  if (place.line == 0) return printable(place.file);
  return fmt::format("{}:{}:{}", printable(place.file), place.line, place.column);
}

// A file beside that of the finding goes by its name alone.
std::string note_place(const Note& note, const Finding& finding) {
  if (note.place.file.empty()) return {};
  const auto folder = finding.place.file.rfind('/') + 1;  // 0 when there is none
  std::string file = note.place.file;
  if (file.compare(0, folder, finding.place.file, 0, folder) == 0) file.erase(0, folder);
  const std::string line = note.place.line == 0 ? "" : fmt::format(":{}", note.place.line);
  return " in " + printable(file) + line;
}

void append(std::string& out, const Finding& finding) {
  out += fmt::format("{}: {}{}: {} [{}]\n", place_of(finding.place), to_text(finding.severity),
                     finding.history ? " (history)" : "", printable(finding.message), finding.rule);
  if (finding.place.line > 0 && !finding.source_line.empty()) out += marked_line(finding);
  if (!finding.help.empty()) out += fmt::format("help: {}\n", printable(finding.help));
  for (const Note& note : finding.notes)
    out += fmt::format("note: {}{}\n", printable(note.message), note_place(note, finding));
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace

std::string to_text(const std::vector<Finding>& findings) {
  std::string out;
  for (const Finding& finding : findings)
    if (!finding.suppressed) append(out, finding);
  return out;
}

std::string to_text(const Summary& summary) {
  std::string out;
  const auto add = [&](std::size_t count, const std::string& text) {
    if (count == 0) return;
    if (!out.empty()) out += ", ";
    out += text;
  };
  add(summary.errors, counted(summary.errors, "error"));
  add(summary.warnings, counted(summary.warnings, "warning"));
  add(summary.notes, counted(summary.notes, "note"));
  add(summary.suppressed, fmt::format("{} suppressed", summary.suppressed));
  add(summary.history, fmt::format("{} in history", summary.history));
  return out;
}

}  // namespace migc::compiler
