#include "compiler/schema/body_value.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <utility>

#include "compiler/base/ascii.h"
#include "compiler/schema/render.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

using Arguments = std::vector<BodyValue>;

std::optional<std::int64_t> integer(const BodyValue& value) {
  std::int64_t number = 0;
  const char* const end = value.text.data() + value.text.size();
  const auto [at, error] = std::from_chars(value.text.data(), end, number);
  if (!value.known() || error != std::errc() || at != end) return std::nullopt;
  return number;
}

// %, %%, %s, %I, %L and their positions (%2$I); nothing for what is not understood.
class Format {
 public:
  explicit Format(const Arguments& arguments) : arguments_(arguments) {}

  BodyValue run() {
    const std::string& pattern = arguments_.front().text;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
      if (pattern[at] != '%') {
        out_ += pattern[at];
      } else if (!take(pattern, ++at)) {
        return {};
      }
    }
    return BodyValue::of(std::move(out_));
  }

 private:
  // What stands at `at`, after the percent sign; leaves `at` on its last letter.
  bool take(const std::string& pattern, std::size_t& at) {
    if (at < pattern.size() && pattern[at] == '%') {
      out_ += '%';
      return true;
    }
    std::size_t digits = at;
    while (digits < pattern.size() && pattern[digits] >= '0' && pattern[digits] <= '9') ++digits;
    if (digits > at && digits < pattern.size() && pattern[digits] == '$') {
      std::from_chars(pattern.data() + at, pattern.data() + digits, next_);
      at = digits + 1;
    }
    if (at >= pattern.size() || next_ >= arguments_.size() || next_ == 0) return false;
    return add(pattern[at], arguments_[next_++]);
  }

  bool add(char how, const BodyValue& value) {
    if (value.state == BodyValue::State::unknown) return false;
    const bool null = !value.known();
    if (how == 's') {
      out_ += null ? "" : value.text;
    } else if (how == 'I' && !null) {
      out_ += sql_name(value.text);
    } else if (how == 'L') {
      out_ += null ? "NULL" : string_literal(value.text);
    } else {
      return false;
    }
    return true;
  }

  const Arguments& arguments_;
  std::size_t next_ = 1;
  std::string out_;
};

bool is_like(std::string_view text, std::string_view pattern) {
  if (pattern.empty()) return text.empty();
  if (pattern.front() == '%') {
    for (std::size_t skipped = 0; skipped <= text.size(); ++skipped)
      if (is_like(text.substr(skipped), pattern.substr(1))) return true;
    return false;
  }
  if (pattern.front() == '\\' && pattern.size() > 1)
    pattern.remove_prefix(1);
  else if (pattern.front() == '_' && !text.empty())
    return is_like(text.substr(1), pattern.substr(1));
  return !text.empty() && text.front() == pattern.front() &&
         is_like(text.substr(1), pattern.substr(1));
}

BodyValue compare(const Arguments& sides, bool (*holds)(std::int64_t, std::int64_t)) {
  const auto left = integer(sides[0]);
  const auto right = integer(sides[1]);
  return left && right ? BodyValue::of(holds(*left, *right)) : BodyValue();
}

BodyValue sum(const Arguments& sides, std::int64_t sign) {
  const auto left = integer(sides[0]);
  const auto right = integer(sides[1]);
  constexpr std::int64_t kLarge = 1'000'000'000'000;
  if (!left || !right || std::abs(*left) > kLarge || std::abs(*right) > kLarge) return {};
  return BodyValue::of(std::to_string(*left + sign * *right));
}

std::string joined(const Arguments& arguments) {
  std::string out;
  for (const BodyValue& value : arguments) out += value.text;
  return out;
}

BodyValue position(const Arguments& a) {
  const std::size_t found = a[0].text.find(a[1].text);
  return BodyValue::of(std::to_string(found == std::string::npos ? 0 : found + 1));
}

BodyValue replaced(const Arguments& a) {
  if (a[1].text.empty()) return a[0];
  std::string out = a[0].text;
  for (std::size_t at = 0; (at = out.find(a[1].text, at)) != std::string::npos;
       at += a[2].text.size())
    out.replace(at, a[1].text.size(), a[2].text);
  return BodyValue::of(std::move(out));
}

// Functions that give NULL for a NULL, with how many arguments they take.
struct StrictFunction {
  std::string_view name;
  std::size_t arguments;
  BodyValue (*call)(const Arguments&);
};
constexpr std::array<StrictFunction, 20> kStrict = {{
    {"=", 2, [](const Arguments& a) { return equal(a[0], a[1]); }},
    {"<>", 2, [](const Arguments& a) { return negation(equal(a[0], a[1])); }},
    {"<", 2, [](const Arguments& a) { return compare(a, [](auto x, auto y) { return x < y; }); }},
    {">", 2, [](const Arguments& a) { return compare(a, [](auto x, auto y) { return x > y; }); }},
    {"<=", 2, [](const Arguments& a) { return compare(a, [](auto x, auto y) { return x <= y; }); }},
    {">=", 2, [](const Arguments& a) { return compare(a, [](auto x, auto y) { return x >= y; }); }},
    {"+", 2, [](const Arguments& a) { return sum(a, 1); }},
    {"-", 2, [](const Arguments& a) { return sum(a, -1); }},
    {"||", 2, [](const Arguments& a) { return BodyValue::of(joined(a)); }},
    {"~~", 2, [](const Arguments& a) { return BodyValue::of(is_like(a[0].text, a[1].text)); }},
    {"!~~", 2, [](const Arguments& a) { return BodyValue::of(!is_like(a[0].text, a[1].text)); }},
    {"lower", 1, [](const Arguments& a) { return BodyValue::of(lower(a[0].text)); }},
    {"upper", 1, [](const Arguments& a) { return BodyValue::of(upper(a[0].text)); }},
    {"quote_ident", 1, [](const Arguments& a) { return BodyValue::of(sql_name(a[0].text)); }},
    {"quote_literal", 1,
     [](const Arguments& a) { return BodyValue::of(string_literal(a[0].text)); }},
    {"position", 2, position},
    {"strpos", 2, position},
    {"replace", 3, replaced},
    // Enough to tell the server from those that only speak its language.
    {"version", 0, [](const Arguments&) { return BodyValue::of(std::string("PostgreSQL")); }},
    {"current_database", 0, [](const Arguments&) { return BodyValue::of(std::string()); }},
}};

bool any_unknown(const Arguments& arguments) {
  return std::any_of(arguments.begin(), arguments.end(), [](const BodyValue& value) {
    return value.state == BodyValue::State::unknown;
  });
}

// A setting of an application's own (its name has a dot) is not set on a
// database that nothing but the migrations has touched.
BodyValue current_setting(const Arguments& a) {
  const bool own = a.size() == 2 && a[0].text.find('.') != std::string::npos && a[1].is_true();
  return own ? BodyValue::null() : BodyValue();
}

// A loop that doubles a text, or puts a long one in many places: no statement
// that a migration executes is made so.
bool grows_too_long(const Arguments& arguments) {
  constexpr std::size_t kMost = std::size_t{256} << 20U;
  std::size_t longest = 0;
  for (const BodyValue& value : arguments) longest = std::max(longest, value.text.size());
  return !arguments.empty() && (arguments[0].text.size() + 2) * (longest + 2) > kMost;
}

}  // namespace

BodyValue call_builtin(const std::string& function, const Arguments& arguments) {
  if (function == "coalesce") {
    for (const BodyValue& value : arguments)
      if (value.state != BodyValue::State::null) return value;
    return BodyValue::null();
  }
  if (any_unknown(arguments) || grows_too_long(arguments)) return {};
  if (function == "concat") return BodyValue::of(joined(arguments));
  if (function == "format")
    return !arguments.empty() && arguments[0].known() ? Format(arguments).run() : BodyValue();
  if (function == "current_setting") return current_setting(arguments);
  for (const StrictFunction& strict : kStrict) {
    if (strict.name != function || strict.arguments != arguments.size()) continue;
    const bool nulls = std::any_of(arguments.begin(), arguments.end(),
                                   [](const BodyValue& value) { return !value.known(); });
    return nulls ? BodyValue::null() : strict.call(arguments);
  }
  return {};
}

BodyValue equal(const BodyValue& left, const BodyValue& right) {
  if (!left.known() || !right.known()) return {};
  if (!left.elements.empty() || !right.elements.empty()) return {};
  if (left.object == 0 && right.object == 0) return BodyValue::of(left.text == right.text);
  const auto identity = [](const BodyValue& value) {
    return value.object != 0 ? std::to_string(value.object) : value.text;
  };
  return BodyValue::of(identity(left) == identity(right));
}

BodyValue negation(const BodyValue& value) {
  if (!value.known()) return value;
  return BodyValue::of(!value.is_true());
}

}  // namespace migc::compiler
