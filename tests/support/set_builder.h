// Builds an embedded set by hand, as generated code would define it.
#pragma once

#include <deque>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "migc/embedded.h"

namespace migc::testing {

struct Sql {
  std::string text;
  bool transactional = true;
  bool sets_session = false;
  Probe probe{};
  LockClass locks = LockClass::unknown;
};

// One that the server refuses in a transaction; nothing of it may be cut short
// unless the probe says so.
Sql alone(std::string text, Probe probe = {});
Sql repeatable(std::string text);
Sql setting(std::string text);
Sql locking(LockClass locks, std::string text);
Sql build_index(std::string text, std::string_view table, std::string_view index);

// Each statement begins on a line of its own, at column 1. Digest and chain
// are no SHA-256 but differ where those would.
class SetBuilder {
 public:
  explicit SetBuilder(Dialect dialect, std::string name = "shop");
  SetBuilder(const SetBuilder&) = delete;
  SetBuilder& operator=(const SetBuilder&) = delete;

  SetBuilder& add(std::string version, std::string name, std::initializer_list<Sql> statements);

  // Changes of the migration added last.
  SetBuilder& down(std::initializer_list<Sql> statements);
  SetBuilder& irreversible();
  SetBuilder& unlocked();
  SetBuilder& lock_timeout(std::uint32_t milliseconds);

  // Valid as long as the builder, until the next change.
  const MigrationSet& set();

 private:
  struct Script {
    std::vector<std::string> sql;
    std::vector<Statement> statements;
  };
  struct Text {
    std::string version, name, file, down_file;
    Script up, down;
  };

  static std::string write(std::initializer_list<Sql> statements, Script& script);
  static bool share_transaction(const Script& script);

  Dialect dialect_;
  std::string name_;
  std::deque<Text> texts_;  // keeps its elements in place
  std::vector<Migration> migrations_;
  MigrationSet set_{};
};

}  // namespace migc::testing
