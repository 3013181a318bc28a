#include "compiler/lint/config.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <utility>

#include "compiler/base/did_you_mean.h"
#include "compiler/lint/builtin_ids.h"

namespace migc::compiler {
namespace {

constexpr std::array<std::string_view, 4> kKeys = {"server-version", "history", "rules", "forbid"};
constexpr std::array<std::string_view, 3> kForbidKeys = {"pattern", "message", "statement"};
constexpr std::array<std::string_view, 5> kLevels = {"default", "off", "note", "warning", "error"};

// Inner null: "default".
std::optional<std::optional<Level>> level_from(std::string_view text) {
  if (text == "default") return std::optional<Level>{};
  if (text == "off") return Level::off;
  if (text == "note") return Level::note;
  if (text == "warning") return Level::warning;
  if (text == "error") return Level::error;
  return std::nullopt;
}

// The library's messages begin with a capital letter, ours do not.
std::string sentence(std::string_view text) {
  std::string out(text);
  if (!out.empty() && out[0] >= 'A' && out[0] <= 'Z')
    out[0] = static_cast<char>(out[0] - 'A' + 'a');
  return out;
}

Failure mistake(const std::string& path, const toml::source_region& source,
                const std::string& message) {
  return {
      message, "see docs/config.md for the keys of migc.toml",
      path + ":" + std::to_string(source.begin.line) + ":" + std::to_string(source.begin.column)};
}

class Reader {
 public:
  explicit Reader(const std::string& path) : path_(path) {}

  Result<Config> read(const toml::table& root) {
    for (const auto& [key, value] : root) {
      if (key.str() == "server-version") {
        read_server_version(value);
      } else if (key.str() == "history") {
        read_history(value);
      } else if (key.str() == "rules") {
        read_rules(value);
      } else if (key.str() == "forbid") {
        read_forbidden(value);
      } else {
        fail(key.source(),
             "unknown key \"" + std::string(key.str()) + "\"" + suggestion(key.str(), kKeys));
      }
    }
    if (failure_) return *failure_;
    return config_;
  }

 private:
  // The first mistake of the text wins; keys come in order of the alphabet.
  void fail(const toml::source_region& source, const std::string& message) {
    const auto at = std::make_pair(source.begin.line, source.begin.column);
    if (failure_ && at >= failed_at_) return;
    failed_at_ = at;
    failure_ = mistake(path_, source, message);
  }

  void read_server_version(const toml::node& value) {
    const auto version = value.value<std::int64_t>();
    if (!version || *version < kOldestServer || *version > kNewestServer)
      return fail(value.source(), "server-version must be a number from " +
                                      std::to_string(kOldestServer) + " to " +
                                      std::to_string(kNewestServer));
    config_.server_version = static_cast<int>(*version);
  }

  void read_history(const toml::node& value) {
    const auto history = value.value<std::string_view>();
    if (history != "complete" && history != "partial")
      return fail(value.source(), R"(history must be "complete" or "partial")");
    config_.history = history == "partial" ? History::partial : History::complete;
  }

  void read_rules(const toml::node& value) {
    const toml::table* table = value.as_table();
    if (!table) return fail(value.source(), "rules must be a table: [rules]");
    for (const auto& [key, setting] : *table) read_rule(key, setting);
  }

  void read_rule(const toml::key& key, const toml::node& setting) {
    const toml::table* options = setting.as_table();
    const toml::node* level = options ? options->get("level") : &setting;
    if (options)
      for (const auto& [option, value] : *options)
        if (option.str() != "level") read_option(key.str(), option, value);
    const auto text = level ? level->value<std::string_view>() : std::nullopt;
    const auto parsed = text ? level_from(*text) : std::nullopt;
    if (!parsed)
      return fail(setting.source(), "the level of a rule is default, off, note, warning or error" +
                                        (text ? suggestion(*text, kLevels) : ""));
    set_level(key, *parsed);
  }

  void read_option(std::string_view id, const toml::key& option, const toml::node& value) {
    const Rule* rule = find_rule(id);
    if (!rule) return;  // reported as unknown
    const auto& options = rule->options;
    if (std::find(options.begin(), options.end(), option.str()) == options.end())
      return fail(option.source(), "rule \"" + std::string(id) + "\" has no option \"" +
                                       std::string(option.str()) + "\"" +
                                       suggestion(option.str(), options));
    const auto pattern = value.value<std::string_view>();
    if (!pattern) return fail(value.source(), "a pattern is a string");
    const std::string problem = config_.patterns->set(id, option.str(), *pattern);
    if (!problem.empty()) fail(value.source(), "the pattern does not work: " + problem);
  }

  void read_forbidden(const toml::node& value) {
    const toml::array* list = value.as_array();
    if (!list) return fail(value.source(), "forbid must be an array of tables: [[forbid]]");
    for (const toml::node& element : *list) {
      const toml::table* table = element.as_table();
      if (!table) return fail(element.source(), "forbid must be an array of tables: [[forbid]]");
      read_forbid(*table);
    }
  }

  void read_forbid(const toml::table& table) {
    for (const auto& [key, value] : table)
      if (std::find(kForbidKeys.begin(), kForbidKeys.end(), key.str()) == kForbidKeys.end())
        return fail(key.source(), "[[forbid]] has no key \"" + std::string(key.str()) + "\"" +
                                      suggestion(key.str(), kForbidKeys));
    const auto pattern = table["pattern"].value<std::string_view>();
    const auto message = table["message"].value<std::string>();
    if (!pattern || !message)
      return fail(table.source(), "[[forbid]] needs a pattern and a message, both strings");
    const std::string problem =
        config_.patterns->forbid(*pattern, *message, table["statement"].value_or(std::string()));
    if (!problem.empty())
      fail(table["pattern"].node()->source(), "the pattern does not work: " + problem);
  }

  void set_level(const toml::key& key, std::optional<Level> level) {
    const std::string_view id = key.str();
    if (id == "all") {
      config_.all = level;
    } else if (is_builtin(id)) {
      fail(key.source(), "\"" + std::string(id) + "\" is not a setting: it always counts");
    } else if (!find_rule(id)) {
      fail(key.source(), "unknown rule \"" + std::string(id) + "\"" + suggestion(id, rule_ids()));
    } else {
      config_.levels.insert_or_assign(std::string(id), level.value_or(find_rule(id)->level));
    }
  }

  const std::string& path_;
  Config config_;
  std::optional<Failure> failure_;
  std::pair<toml::source_index, toml::source_index> failed_at_;
};

}  // namespace

Level Config::level(const Rule& rule) const {
  if (const auto own = levels.find(rule.id); own != levels.end()) return own->second;
  return all.value_or(rule.level);
}

Result<Config> parse_config(std::string_view text, const std::string& path) {
  try {
    return Reader(path).read(toml::parse(text, path));
  } catch (const toml::parse_error& problem) {
    return mistake(path, problem.source(), sentence(problem.description()));
  }
}

}  // namespace migc::compiler
