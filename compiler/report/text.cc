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

// ANSI escape codes, or nothing at all.
class Painter {
 public:
  explicit Painter(Style style) : on_(style == Style::coloured) {}

  std::string bold(std::string_view text) const { return painted("1", text); }
  std::string caret(std::string_view text) const { return painted("1;32", text); }
  std::string label(std::string_view text) const { return painted("1;36", text); }
  std::string severity(Severity severity, std::string_view text) const {
    if (severity == Severity::error) return painted("1;31", text);
    return severity == Severity::warning ? painted("1;35", text) : label(text);
  }

 private:
  std::string painted(std::string_view code, std::string_view text) const {
    return on_ ? fmt::format("\033[{}m{}\033[0m", code, text) : std::string(text);
  }

  bool on_;
};

std::string marked_line(const Finding& finding, const Painter& paint) {
  const Excerpt excerpt = excerpt_of(finding);
  const std::string before = printable(excerpt.text.substr(0, excerpt.begin));
  const std::string marked =
      printable(excerpt.text.substr(excerpt.begin, excerpt.end - excerpt.begin));
  const std::size_t width = std::max<std::size_t>(1, count_code_points(marked));
  return fmt::format("{:5} | {}\n      | {}{}\n", finding.place.line, printable(excerpt.text),
                     indent(before), paint.caret("^" + std::string(width - 1, '~')));
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

void append(std::string& out, const Finding& finding, const Painter& paint) {
  const std::string severity =
      fmt::format("{}{}:", to_text(finding.severity), finding.history ? " (history)" : "");
  out += fmt::format("{} {} {} [{}]\n", paint.bold(place_of(finding.place) + ":"),
                     paint.severity(finding.severity, severity),
                     paint.bold(printable(finding.message)), finding.rule);
  if (finding.place.line > 0 && !finding.source_line.empty()) out += marked_line(finding, paint);
  if (!finding.help.empty())
    out += fmt::format("{} {}\n", paint.label("help:"), printable(finding.help));
  for (const Note& note : finding.notes)
    out += fmt::format("{} {}{}\n", paint.label("note:"), printable(note.message),
                       note_place(note, finding));
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace

std::string to_text(const std::vector<Finding>& findings, Style style) {
  std::string out;
  const Painter paint(style);
  for (const Finding& finding : findings)
    if (!finding.suppressed) append(out, finding, paint);
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
