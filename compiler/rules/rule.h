// The contract that every lint rule fulfils: one constant, one function, one
// file. Documentation, `migc explain`, the registry and the self test come
// from the constant.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "migc/embedded.h"

namespace migc::compiler {

class Context;   // rules/context.h
class Findings;  // rules/findings.h
class Outcome;   // rules/outcome.h
struct Undo;     // rules/undo.h

// What a finding of a rule does. Its default is the rule's, its say is the user's.
enum class Level : std::uint8_t { off, note, warning, error };

// A runnable lesson. Each text holds one or more migrations; a line
// `-- file: NAME` opens the next one. A statement that the rule must report
// carries `-- expect: RULE` on its first line. Documentation shows the text
// without the markers; the self test demands exactly the marked findings in
// `bad`, and none of any rule that is on by default in `good`.
struct Example {
  std::string_view title;
  std::string_view bad;
  std::string_view good;         // empty: no safe form is known
  std::string_view config = {};  // migc.toml, where the rule needs settings
};

struct Dialects {
  bool postgresql = true;
  bool sqlite = false;

  constexpr bool contains(Dialect dialect) const {
    return dialect == Dialect::sqlite ? sqlite : postgresql;
  }
};

struct Rule {
  std::string_view id;         // kebab-case; never renamed, never reused
  Level level = Level::error;  // by default
  Dialects dialects = {};
  int since_server = 0;        // PostgreSQL: of use only where every server is this or newer
  std::string_view summary;    // one line: what the rule reports
  std::string_view rationale;  // what goes wrong in production, to whom, for how long
  std::string_view remedy;     // the steps to take instead, in order
  std::span<const Example> examples;
  std::span<const std::string_view> options = {};  // patterns that migc.toml may give it
  // One of these at least: called per statement; after the last of the set; per undo text.
  void (*check)(const Context& cx, Findings& out) = nullptr;
  void (*check_outcome)(const Outcome& outcome, Findings& out) = nullptr;
  void (*check_undo)(const Undo& undo, Findings& out) = nullptr;
};

namespace internal {

constexpr bool is_kebab(std::string_view text) {
  if (text.empty() || text.front() == '-' || text.back() == '-') return false;
  for (const char c : text)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) return false;
  return true;
}

constexpr bool marks(std::string_view text, std::string_view id) {
  constexpr std::string_view kTag = "-- expect: ";
  for (auto at = text.find(kTag); at != std::string_view::npos; at = text.find(kTag, at + 1))
    if (text.substr(at + kTag.size()).starts_with(id)) return true;
  return false;
}

}  // namespace internal

// Rejects, at compile time, a rule that could not be documented or tested.
consteval Rule checked(Rule rule) {
  if (!internal::is_kebab(rule.id)) throw "a rule's id must be kebab-case";
  if (rule.summary.empty() || rule.summary.find('\n') != std::string_view::npos)
    throw "a rule's summary must be one line";
  if (rule.rationale.empty() || rule.remedy.empty()) throw "rationale and remedy are required";
  if (rule.examples.empty()) throw "a rule needs at least one example";
  for (const Example& example : rule.examples)
    if (!internal::marks(example.bad, rule.id)) throw "a bad example must mark its own rule";
  if (!rule.check && !rule.check_outcome && !rule.check_undo) throw "a rule needs a check";
  return rule;
}

// Every rule, in order of id. Generated from the files of this folder.
std::span<const Rule* const> all_rules();

// Null when there is none of that id.
const Rule* find_rule(std::string_view id);

}  // namespace migc::compiler
