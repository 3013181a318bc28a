// migc_replay CONNINFO FOLDER: applies the migrations of a folder to an empty
// database, statement by statement, each in a transaction of its own, and prints
// where the server did not do what the forecast says. For use by hand.
#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include "comparison.h"
#include "compiler/base/text.h"
#include "compiler/sql/parse.h"
#include "observer.h"

namespace {

using migc::compiler::as;
using migc::compiler::canonical_text;
using migc::compiler::Forecast;
using migc::compiler::forecast;
using migc::compiler::LockMode;
using migc::compiler::Model;
using migc::compiler::parse_postgresql;
using migc::compiler::RelationLock;
using migc::compiler::Statement;
using migc::compiler::TransactionControl;
using migc::testing::compare;
using migc::testing::Disagreement;
using migc::testing::Observed;
using migc::testing::Observer;
using migc::testing::rows_of;

struct Score {
  int good = 0;
  int bad = 0;
};

struct Tally {
  std::map<std::string, std::array<Score, 5>> by_kind;  // statement kind, then aspect
  int certain = 0;
  int uncertain = 0;
  int failed = 0;
};

constexpr std::array<const char*, 5> kAspects = {"table locks", "index locks", "other locks",
                                                 "rewrites", "scans"};

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return canonical_text({std::istreambuf_iterator<char>(file), {}});
}

class Replay {
 public:
  Replay(PGconn* connection, Tally& tally) : connection_(connection), tally_(tally) {}

  void file(const std::filesystem::path& path, std::size_t index) {
    const std::string text = text_of(path);
    name_ = path.filename();
    for (const Statement& statement : parse_postgresql(text)) {
      const std::string sql =
          text.substr(statement.span.begin, statement.span.end - statement.span.begin);
      one(statement, sql);
      model_.apply(statement, {index, statement.span.begin});
    }
    model_.end_migration();
    // A new session, as a runner's: ALTER ROLE … SET counts from there.
    PQreset(connection_);
  }

 private:
  void one(const Statement& statement, const std::string& sql) {
    std::string error;
    if (as<TransactionControl>(statement)) return;
    if (!statement.transactional) {
      if (!rows_of(connection_, sql, error)) failed(sql, error);
      return;
    }
    const int version = PQserverVersion(connection_) / 10000;
    const Forecast said = forecast(statement, model_, {version, version});
    rows_of(connection_, "BEGIN", error);
    Observer observer(connection_);
    observer.before();
    if (!rows_of(connection_, sql, error)) {
      rows_of(connection_, "ROLLBACK", error);
      return failed(sql, error);
    }
    judge(statement, sql, said, observer);
    if (!rows_of(connection_, "COMMIT", error)) failed(sql, error);
  }

  void judge(const Statement& statement, const std::string& sql, const Forecast& said,
             Observer& observer) {
    const auto seen = observer.after();
    const auto wrong = compare(said, seen);
    std::set<std::pair<std::string, std::string>> named;
    for (const RelationLock& lock : said.locks)
      named.insert({lock.relation.schema, lock.relation.name});
    const bool touches = std::any_of(seen.begin(), seen.end(), [&](const Observed& one) {
      return one.lock != LockMode::none || named.contains({one.schema, one.name});
    });
    if (!touches) return;
    (said.certain ? tally_.certain : tally_.uncertain) += 1;
    auto& scores = tally_.by_kind[statement.kind];
    for (std::size_t aspect = 0; aspect < scores.size(); ++aspect) {
      const bool bad = std::any_of(wrong.begin(), wrong.end(), [&](const Disagreement& one) {
        return static_cast<std::size_t>(one.aspect) == aspect;
      });
      (bad ? scores[aspect].bad : scores[aspect].good) += 1;
    }
    for (const Disagreement& one : wrong)
      std::printf("%s:%zu %s: %s%s\n    %.160s\n", name_.c_str(), statement.span.begin,
                  kAspects[static_cast<std::size_t>(one.aspect)], one.text.c_str(),
                  said.certain ? "" : " (uncertain)", sql.c_str());
  }

  void failed(const std::string& sql, const std::string& error) {
    ++tally_.failed;
    std::printf("%s: failed: %.120s\n    %.160s\n", name_.c_str(), error.c_str(), sql.c_str());
  }

  PGconn* connection_;
  Tally& tally_;
  Model model_;
  std::string name_;
};

void print(const Tally& tally) {
  std::array<Score, 5> all;
  for (const auto& [kind, scores] : tally.by_kind) {
    std::printf("%-28s %6d", kind.c_str(), scores[0].good + scores[0].bad);
    for (std::size_t aspect = 0; aspect < scores.size(); ++aspect) {
      std::printf("  %s %d", kAspects[aspect], scores[aspect].bad);
      all[aspect].good += scores[aspect].good;
      all[aspect].bad += scores[aspect].bad;
    }
    std::printf("\n");
  }
  for (std::size_t aspect = 0; aspect < all.size(); ++aspect) {
    const int total = all[aspect].good + all[aspect].bad;
    std::printf("%s agree in %d of %d statements (%.2f %%)\n", kAspects[aspect], all[aspect].good,
                total, total == 0 ? 100.0 : 100.0 * all[aspect].good / total);
  }
  std::printf("%d certain, %d uncertain, %d failed\n", tally.certain, tally.uncertain,
              tally.failed);
}

bool replay(const std::string& conninfo, const std::string& folder, Tally& tally) {
  PGconn* const connection = PQconnectdb(conninfo.c_str());
  const bool connected = PQstatus(connection) == CONNECTION_OK;
  if (connected) {
    PQsetNoticeProcessor(
        connection, [](void*, const char*) {}, nullptr);
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
      if (entry.path().extension() == ".sql") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    Replay replay(connection, tally);
    for (std::size_t i = 0; i < files.size(); ++i) replay.file(files[i], i);
  } else {
    std::fprintf(stderr, "%s", PQerrorMessage(connection));
  }
  PQfinish(connection);
  return connected;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: migc_replay CONNINFO FOLDER\n");
    return 2;
  }
  Tally tally;
  if (!replay(argv[1], argv[2], tally)) return 2;
  print(tally);
}
