// What the compiler has to say about a migration, at a place in a file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace migc::compiler {

enum class Severity : std::uint8_t { note, warning, error };

constexpr std::string_view to_text(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      break;
  }
  return "error";
}

// Lines and columns start at 1, columns count bytes of the canonical text, the
// end is exclusive. Line 0: the file as a whole.
struct Place {
  std::string file;
  std::size_t line = 0;
  std::size_t column = 0;
  std::size_t end_line = 0;
  std::size_t end_column = 0;
  bool operator==(const Place&) const = default;
};

// Points at another place that explains the finding.
struct Note {
  Place place;
  std::string message;
  bool operator==(const Note&) const = default;
};

struct Finding {
  std::string rule;
  Severity severity = Severity::error;
  Place place;
  std::string source_line;        // the text of place.line around the place, or empty
  std::size_t source_column = 1;  // of its first byte in that line
  std::string message;            // the consequence; lower case, no final period
  std::string help;               // the remedy, or empty
  std::vector<Note> notes;
  std::string migration;      // version, or empty
  std::size_t statement = 0;  // from 1; 0: none in particular
  bool suppressed = false;    // by a directive, whose reason follows
  std::string reason;
  bool history = false;  // about a locked migration; shown on request, never counted
  bool operator==(const Finding&) const = default;
};

// Gives a finding its source line; of a very long one, the part around the place.
void set_source_line(Finding& finding, std::string_view line);

// Whether a finding takes part in the counts and in the exit status.
inline bool counts(const Finding& finding) {
  return !finding.suppressed && !finding.history;
}

struct Summary {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;
  std::size_t suppressed = 0;
  std::size_t history = 0;
};

Summary summarize(const std::vector<Finding>& findings);

}  // namespace migc::compiler
