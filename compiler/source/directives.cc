#include "compiler/source/directives.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "compiler/base/did_you_mean.h"
#include "compiler/source/tokens.h"

namespace migc::compiler {
namespace {

constexpr std::array<std::string_view, 5> kNames = {"no-transaction", "allow", "allow-file",
                                                    "timeouts", "irreversible"};

struct Patterns {
  RE2 directive{R"(^--[ \t]*migc:[ \t]*(.*?)[ \t]*$)"};
  RE2 name{R"(^([A-Za-z_-]+)(.*)$)"};
  RE2 allow{R"(^[ \t]*\(([^()]*)\)[ \t]*(.*)$)"};
  RE2 reason{R"(^[ \t]*:[ \t]*(.*)$)"};
  RE2 timeout{R"(^(lock|statement)=([0-9]+)(ms|s|min|h)$)"};
  RE2 header{R"(^--[ \t]*(Description|Author|Reversible):[ \t]*(.*?)[ \t]*$)"};
};

// Compiling them takes longer than reading most files.
const Patterns& patterns() {
  static const Patterns all;
  return all;
}

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find_first_of(separators, at), text.size());
    if (const auto part = trimmed(text.substr(at, end - at)); !part.empty()) parts.push_back(part);
    at = end + 1;
  }
  return parts;
}

// Nothing when the value does not fit the embedded field (32 bits of milliseconds).
std::optional<std::chrono::milliseconds> duration(std::string_view digits, std::string_view unit) {
  std::uint64_t count = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  const std::uint64_t factor = unit == "ms"    ? 1
                               : unit == "s"   ? 1000
                               : unit == "min" ? 60'000
                                               : 3'600'000;
  constexpr std::uint64_t kMost = 2'147'483'647;  // what PostgreSQL's own settings take
  if (count == 0 || count > kMost / factor) return std::nullopt;
  return std::chrono::milliseconds(count * factor);
}

class Reader {
 public:
  explicit Reader(Directives& out) : out_(out) {}

  void read_comment(std::string_view comment, Span span) {
    span_ = span;
    std::string content;
    if (RE2::FullMatch(piece(comment), patterns().directive, &content))
      return read_directive(content);
    read_header(comment);
  }

 private:
  void problem(std::string rule, std::string message, std::string help) {
    out_.problems.push_back({std::move(rule), std::move(message), std::move(help), span_});
  }

  void malformed(std::string_view what, std::string_view form) {
    problem("unknown-directive", "malformed directive: " + std::string(what),
            "write `-- migc: " + std::string(form) + "`");
  }

  void read_directive(const std::string& content) {
    std::string name;
    std::string rest;
    if (!RE2::FullMatch(content, patterns().name, &name, &rest)) return unknown(content);
    if (name == "allow") return read_allow(rest, false);
    if (name == "allow-file") return read_allow(rest, true);
    if (name == "timeouts") return read_timeouts(rest);
    if (name == "irreversible") return read_irreversible(rest);
    if (name != "no-transaction") return unknown(name);
    if (!trimmed(rest).empty())
      return malformed("`no-transaction` takes nothing", "no-transaction");
    out_.no_transaction = true;
  }

  void unknown(std::string_view name) {
    problem("unknown-directive",
            name.empty()
                ? std::string("a directive without a name")
                : "unknown directive \"" + std::string(name) + "\"" + suggestion(name, kNames),
            "the directives are: no-transaction, allow(RULE): REASON, allow-file(RULE): REASON, "
            "timeouts lock=3s statement=10min, irreversible: REASON");
  }

  void read_allow(const std::string& rest, bool whole_file) {
    const std::string form = std::string(whole_file ? "allow-file" : "allow") + "(RULE): REASON";
    std::string rules;
    std::string reason;
    if (!RE2::FullMatch(rest, patterns().allow, &rules, &reason))
      return malformed("`allow` needs rules in parentheses", form);
    Allow allow;
    for (const auto rule : split(rules, ",")) allow.rules.emplace_back(rule);
    allow.reason = trimmed(reason);
    allow.whole_file = whole_file;
    allow.span = span_;
    if (allow.rules.empty()) return malformed("`allow` names no rule", form);
    if (!allow.reason.empty() && allow.reason.front() != ':')
      return malformed("a colon is missing before the reason", form);
    if (!allow.reason.empty()) allow.reason = trimmed(std::string_view(allow.reason).substr(1));
    if (allow.reason.empty())
      return problem("missing-reason", "`allow` without a reason hides nothing",
                     "say why, for whoever reads it next year: `-- migc: " +
                         std::string(whole_file ? "allow-file" : "allow") + "(" + rules +
                         "): REASON`");
    out_.allows.push_back(std::move(allow));
  }

  void read_timeouts(std::string_view rest) {
    constexpr std::string_view kForm = "timeouts lock=3s statement=10min";
    const auto settings = split(rest, " \t");
    if (settings.empty()) return malformed("`timeouts` without a setting", kForm);
    for (const auto setting : settings) {
      std::string which;
      std::string digits;
      std::string unit;
      if (!RE2::FullMatch(piece(setting), patterns().timeout, &which, &digits, &unit))
        return malformed("\"" + std::string(setting) + "\" is no timeout", kForm);
      const auto value = duration(digits, unit);
      if (!value) return malformed("\"" + std::string(setting) + "\" is out of range", kForm);
      (which == "lock" ? out_.lock_timeout : out_.statement_timeout) = value;
    }
  }

  void read_irreversible(const std::string& rest) {
    std::string reason;
    const bool colon = RE2::FullMatch(rest, patterns().reason, &reason);
    if (!colon && !trimmed(rest).empty())
      return malformed("a colon is missing before the reason", "irreversible: REASON");
    if (trimmed(reason).empty())
      return problem("missing-reason", "`irreversible` without a reason",
                     "say what cannot be undone: `-- migc: irreversible: REASON`");
    out_.irreversible = true;
  }

  void read_header(std::string_view comment) {
    std::string key;
    std::string value;
    if (!RE2::FullMatch(piece(comment), patterns().header, &key, &value)) return;
    if (key == "Description") out_.description = value;
    if (key == "Author") out_.author = value;
    if (key == "Reversible" && (value == "no" || value == "No" || value == "false"))
      out_.irreversible = true;
  }

  Directives& out_;
  Span span_;
};

// Looking for the words is much faster than looking for the comments.
bool may_hold_some(std::string_view text) {
  constexpr std::array<std::string_view, 4> kWords = {
      "migc:", "Description:", "Author:", "Reversible:"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

}  // namespace

Directives read_directives(std::string_view text, Dialect dialect) {
  Directives out;
  if (!may_hold_some(text)) return out;
  Reader reader(out);
  Tokenizer tokenizer(text, dialect);
  for (Token token; tokenizer.next(token);)
    if (token.kind == TokenKind::line_comment)
      reader.read_comment(token.text(text), {token.begin, token.end});
  return out;
}

}  // namespace migc::compiler
