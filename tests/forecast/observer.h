// What a statement did to a server: the locks that its session holds, the
// relations whose storage is another one, and those that it scanned.
#pragma once

#include <libpq-fe.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/forecast/lock_mode.h"

namespace migc::testing {

// A relation that was there before the statement.
struct Observed {
  std::string schema;
  std::string name;
  char kind = 'r';  // as in pg_class
  compiler::LockMode lock = compiler::LockMode::none;
  bool rewritten = false;
  bool scanned = false;        // from end to end
  bool index_scanned = false;  // by an index, in part or in full

  bool is_index() const { return kind == 'i' || kind == 'I'; }
};

using Rows = std::vector<std::vector<std::string>>;

// Nothing, and `error` set, when the server refuses.
std::optional<Rows> rows_of(PGconn* connection, const std::string& sql, std::string& error);

class Observer {
 public:
  // Observes the session of `connection` through itself, or through `watcher`.
  explicit Observer(PGconn* connection, PGconn* watcher = nullptr)
      : connection_(connection), watcher_(watcher ? watcher : connection) {}

  // Requires: the statement has not begun; in its transaction, if it has one.
  void before();

  // Requires: the statement has ended, its transaction has not; or it waits.
  std::vector<Observed> after();

 private:
  struct Relation {
    std::string schema, name, file;
    char kind = 'r';
    long scans = 0;
    long index_scans = 0;
  };
  using Relations = std::map<std::string, Relation>;  // by oid

  Relations relations() const;
  std::map<std::string, compiler::LockMode> locks() const;

  PGconn* connection_;
  PGconn* watcher_;
  Relations before_;
};

}  // namespace migc::testing
