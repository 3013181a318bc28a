#include "down_text.h"

#include <algorithm>
#include <utility>

#include "ledger.h"
#include "text.h"

namespace migc {
namespace {

// In the order of Effect. Persisted: do not rename.
constexpr std::array<std::string_view, 15> kEffects = {"unknown",
                                                       "repeatable",
                                                       "build_index",
                                                       "drop_index",
                                                       "rebuild_index",
                                                       "rebuild_indexes_of_table",
                                                       "rebuild_indexes_of_schema",
                                                       "rebuild_all_indexes",
                                                       "detach_partition",
                                                       "create_database",
                                                       "drop_database",
                                                       "create_tablespace",
                                                       "drop_tablespace",
                                                       "create_subscription",
                                                       "drop_subscription"};

constexpr std::string_view kTogether = "migc-down 1 together\n";
constexpr std::string_view kApart = "migc-down 1 apart\n";

// Takes what comes before `separator`, and the separator, off the front.
std::optional<std::string_view> take_until(std::string_view& text, char separator) {
  const std::size_t end = text.find(separator);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view front = text.substr(0, end);
  text.remove_prefix(end + 1);
  return front;
}

std::optional<std::uint32_t> take_number(std::string_view& text, char separator) {
  const auto digits = take_until(text, separator);
  return digits ? parse_number(*digits) : std::nullopt;
}

// So many bytes and the end of their line.
std::optional<std::string> take_bytes(std::string_view& text, std::size_t size) {
  if (text.size() <= size || text[size] != '\n') return std::nullopt;
  std::string bytes(text.substr(0, size));
  text.remove_prefix(size + 1);
  return bytes;
}

std::string_view effect_name(Effect effect) {
  return kEffects.at(static_cast<std::size_t>(effect));
}

// One that a later release has named: only a person can tell.
Effect parse_effect(std::string_view name) {
  const auto* const found = std::find(kEffects.begin(), kEffects.end(), name);
  if (found == kEffects.end()) return Effect::unknown;
  return static_cast<Effect>(found - kEffects.begin());
}

std::string probe_header(const Probe& probe) {
  std::string header = concat(" ", effect_name(probe.effect));
  for (const std::string_view name : {probe.schema, probe.name, probe.part_schema, probe.part}) {
    header += concat(" ", std::to_string(name.size()));
  }
  return header;
}

std::string to_text(const Statement& statement) {
  const bool alone = !statement.transactional;
  const std::string_view how = alone ? "alone " : statement.sets_session ? "sets " : "with ";
  std::string text = concat(how, std::to_string(statement.sql.size()), " ",
                            std::to_string(statement.line), " ", std::to_string(statement.column));
  if (alone) text += probe_header(statement.probe);
  text += concat("\n", statement.sql, "\n");
  const Probe& probe = statement.probe;
  if (alone) text += concat(probe.schema, probe.name, probe.part_schema, probe.part, "\n");
  return text;
}

// The sizes of an "alone" line.
std::optional<std::array<std::uint32_t, 4>> take_sizes(std::string_view& header) {
  std::array<std::uint32_t, 4> sizes{};
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const auto size = take_number(header, i + 1 < sizes.size() ? ' ' : '\n');
    if (!size) return std::nullopt;
    sizes.at(i) = *size;
  }
  return sizes;
}

// The names that stand one behind the other on a line of their own.
bool take_names(std::string_view& text, const std::array<std::uint32_t, 4>& sizes,
                std::array<std::string, 4>& names) {
  std::size_t total = 0;
  for (const std::uint32_t size : sizes) total += size;
  const auto line = take_bytes(text, total);
  if (!line) return false;
  std::size_t from = 0;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    names.at(i) = line->substr(from, sizes.at(i));
    from += sizes.at(i);
  }
  return true;
}

std::optional<DownStatement> take_statement(std::string_view& text) {
  const auto how = take_until(text, ' ');
  if (!how || (*how != "with" && *how != "sets" && *how != "alone")) return std::nullopt;
  const bool alone = *how == "alone";
  const auto size = take_number(text, ' ');
  const auto line = take_number(text, ' ');
  const auto column = take_number(text, alone ? ' ' : '\n');
  if (!size || !line || !column) return std::nullopt;
  const auto effect = alone ? take_until(text, ' ') : std::string_view("unknown");
  if (!effect) return std::nullopt;
  const auto sizes = alone ? take_sizes(text) : std::array<std::uint32_t, 4>{};
  if (!sizes) return std::nullopt;
  auto sql = take_bytes(text, *size);
  if (!sql) return std::nullopt;
  DownStatement statement{std::move(*sql), *line,          *column,
                          !alone,          *how == "sets", parse_effect(*effect)};
  if (alone && !take_names(text, *sizes, statement.probed)) return std::nullopt;
  return statement;
}

}  // namespace

Statement DownStatement::statement() const {
  return {.sql = sql,
          .line = line,
          .column = column,
          .transactional = transactional,
          .sets_session = sets_session,
          .probe = {effect, probed[0], probed[1], probed[2], probed[3]}};
}

std::string write_down(const Migration& migration) {
  if (migration.down.empty()) return {};
  std::string text(migration.down_transactional ? kTogether : kApart);
  for (const Statement& statement : migration.down) text += to_text(statement);
  return text;
}

std::optional<DownText> parse_down(std::string_view text) {
  DownText down;
  down.transactional = text.starts_with(kTogether);
  if (!down.transactional && !text.starts_with(kApart)) return std::nullopt;
  text.remove_prefix(down.transactional ? kTogether.size() : kApart.size());
  while (!text.empty()) {
    auto statement = take_statement(text);
    if (!statement) return std::nullopt;
    down.statements.push_back(std::move(*statement));
  }
  return down;
}

std::string down_digest(const Migration& migration) {
  return migration.down.empty() ? std::string() : hex(migration.down_digest);
}

}  // namespace migc
