#include "set_builder.h"

#include <algorithm>
#include <utility>

namespace migc::testing {
namespace {

Digest digest_of(std::string_view text) {
  Digest digest{};
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (std::size_t round = 0; round < digest.size(); ++round) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    hash += round;
    digest[round] = static_cast<std::uint8_t>(hash >> 32U);
  }
  return digest;
}

std::string bytes(const Digest& digest) {
  return {digest.begin(), digest.end()};
}

}  // namespace

Sql alone(std::string text, Probe probe) {
  return {.text = std::move(text), .transactional = false, .probe = probe};
}

Sql repeatable(std::string text) {
  return alone(std::move(text), {.effect = Effect::repeatable});
}

Sql setting(std::string text) {
  return {.text = std::move(text), .sets_session = true};
}

Sql build_index(std::string text, std::string_view table, std::string_view index) {
  return alone(std::move(text), {.effect = Effect::build_index, .name = table, .part = index});
}

SetBuilder::SetBuilder(Dialect dialect, std::string name)
    : dialect_(dialect), name_(std::move(name)) {}

SetBuilder& SetBuilder::add(std::string version, std::string name,
                            std::initializer_list<Sql> statements) {
  Text& text = texts_.emplace_back();
  text.file = "migrations/" + version + "_" + name + ".sql";
  text.version = std::move(version);
  text.name = std::move(name);
  std::string all;
  for (const Sql& statement : statements) text.sql.push_back(statement.text);
  bool transactional = true;
  std::uint32_t line = 1;
  for (std::size_t i = 0; i < text.sql.size(); ++i) {
    const Sql& statement = statements.begin()[i];
    text.statements.push_back({.sql = text.sql[i],
                               .line = line,
                               .column = 1,
                               .transactional = statement.transactional,
                               .sets_session = statement.sets_session,
                               .probe = statement.probe});
    line +=
        1 + static_cast<std::uint32_t>(std::count(text.sql[i].begin(), text.sql[i].end(), '\n'));
    all += text.sql[i] + ";\n";
    transactional = transactional && statement.transactional;
  }
  const Digest digest = digest_of(all);
  const std::string before = migrations_.empty() ? "" : bytes(migrations_.back().chain);
  migrations_.push_back({.version = text.version,
                         .name = text.name,
                         .file = text.file,
                         .digest = digest,
                         .chain = digest_of(before + text.version + text.name + bytes(digest)),
                         .transactional = transactional,
                         .locked = true,
                         .irreversible = false,
                         .lock_timeout_ms = 0,
                         .statement_timeout_ms = 0,
                         .statements = text.statements,
                         .down = {},
                         .down_transactional = true});
  return *this;
}

SetBuilder& SetBuilder::unlocked() {
  migrations_.back().locked = false;
  return *this;
}

SetBuilder& SetBuilder::lock_timeout(std::uint32_t milliseconds) {
  migrations_.back().lock_timeout_ms = milliseconds;
  return *this;
}

const MigrationSet& SetBuilder::set() {
  set_ = {kEmbeddedFormat, dialect_, name_, migrations_};
  return set_;
}

}  // namespace migc::testing
