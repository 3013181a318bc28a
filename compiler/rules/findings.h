// Where a rule puts what it found. The engine adds the file, the line, the
// rule and its severity.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/base/line_index.h"
#include "compiler/schema/model.h"

namespace migc::compiler {

// Points at the earlier statement that explains a finding. The engine appends
// the place: "table "t" was created in 0001_t.sql:1".
struct OriginNote {
  Origin origin;
  std::string message;
};

struct RuleFinding {
  Span span;  // in the statement's file; or, when it is about the past:
  std::optional<Origin> statement;
  std::string message;  // the consequence; lower case, no final period
  std::string help;     // SQL that can be pasted, or steps
  std::vector<OriginNote> notes;

  RuleFinding& help_with(std::string text) {
    help = std::move(text);
    return *this;
  }
  // Without a note when no file has the place.
  RuleFinding& note(Origin origin, std::string text) {
    if (origin != kBeforeHistory) notes.push_back({origin, std::move(text)});
    return *this;
  }
  // "table "t" was created in …", when the model knows the table.
  RuleFinding& note_created(const Table* table) {
    if (table) note(table->origin, "table \"" + table->name + "\" was created");
    return *this;
  }
};

class Findings {
 public:
  RuleFinding& add(Span span, std::string message) {
    list_.push_back({span, std::nullopt, std::move(message), "", {}});
    return list_.back();
  }
  // At the whole of an earlier statement.
  RuleFinding& add_at(Origin statement, std::string message) {
    list_.push_back({{}, statement, std::move(message), "", {}});
    return list_.back();
  }
  const std::vector<RuleFinding>& list() const { return list_; }

 private:
  std::vector<RuleFinding> list_;
};

}  // namespace migc::compiler
