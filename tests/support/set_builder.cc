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

// What a token digest leaves out, as far as tests need it.
std::string without_comments(const std::string& text) {
  std::string kept;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t comment = std::min(text.find("--", at), text.size());
    kept += text.substr(at, comment - at);
    at = std::min(text.find('\n', comment), text.size());
  }
  const auto is_layout = [](char c) { return c == ' ' || c == '\n' || c == ';'; };
  kept.erase(std::remove_if(kept.begin(), kept.end(), is_layout), kept.end());
  return kept;
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

Sql locking(LockClass locks, std::string text) {
  return {.text = std::move(text), .locks = locks};
}

Sql build_index(std::string text, std::string_view table, std::string_view index) {
  return alone(std::move(text), {.effect = Effect::build_index, .name = table, .part = index});
}

SetBuilder::SetBuilder(Dialect dialect, std::string name)
    : dialect_(dialect), name_(std::move(name)) {}

// Returns the whole file.
std::string SetBuilder::write(std::initializer_list<Sql> statements, Script& script) {
  for (const Sql& statement : statements) script.sql.push_back(statement.text);
  std::string all;
  for (std::size_t i = 0; i < script.sql.size(); ++i) {
    const Sql& statement = statements.begin()[i];
    const auto line = 1 + static_cast<std::uint32_t>(std::count(all.begin(), all.end(), '\n'));
    script.statements.push_back({.sql = script.sql[i],
                                 .line = line,
                                 .column = 1,
                                 .transactional = statement.transactional,
                                 .locks = statement.locks,
                                 .sets_session = statement.sets_session,
                                 .probe = statement.probe});
    all += script.sql[i] + ";\n";
  }
  return all;
}

bool SetBuilder::share_transaction(const Script& script) {
  return std::all_of(script.statements.begin(), script.statements.end(),
                     [](const Statement& statement) { return statement.transactional; });
}

SetBuilder& SetBuilder::add(std::string version, std::string name,
                            std::initializer_list<Sql> statements) {
  Text& text = texts_.emplace_back();
  text.file = "migrations/" + version + "_" + name + ".sql";
  text.version = std::move(version);
  text.name = std::move(name);
  const std::string all = write(statements, text.up);
  const Digest digest = digest_of(all);
  const std::string before = migrations_.empty() ? "" : bytes(migrations_.back().chain);
  migrations_.push_back({.version = text.version,
                         .name = text.name,
                         .file = text.file,
                         .digest = digest,
                         .chain = digest_of(before + text.version + text.name + bytes(digest)),
                         .tokens = digest_of(without_comments(all)),
                         .transactional = share_transaction(text.up),
                         .locked = true,
                         .irreversible = false,
                         .lock_timeout_ms = 0,
                         .statement_timeout_ms = 0,
                         .statements = text.up.statements,
                         .down = {},
                         .down_transactional = true,
                         .down_file = {},
                         .down_digest = {}});
  return *this;
}

SetBuilder& SetBuilder::down(std::initializer_list<Sql> statements) {
  Text& text = texts_.back();
  Migration& migration = migrations_.back();
  text.down_file = "migrations/" + text.version + "_" + text.name + ".down.sql";
  migration.down_digest = digest_of(write(statements, text.down));
  migration.down_transactional = share_transaction(text.down);
  migration.down = text.down.statements;
  migration.down_file = text.down_file;
  return *this;
}

SetBuilder& SetBuilder::irreversible() {
  migrations_.back().irreversible = true;
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
