#include "compiler/lint/database.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <array>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/unit/compiler/temporary_folder.h"

namespace migc::compiler {
namespace {

// The rows of a query, columns separated by `|`; the engine's message on failure.
std::string query(const std::string& path, const char* sql) {
  sqlite3* database = nullptr;
  sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READWRITE, nullptr);
  std::string out;
  const auto take = [](void* to, int count, char** columns, char**) {
    auto& text = *static_cast<std::string*>(to);
    for (int i = 0; i < count; ++i)
      text += std::string(i == 0 ? "" : "|") + (columns[i] ? columns[i] : "-");
    text += "\n";
    return 0;
  };
  if (sqlite3_exec(database, sql, take, &out, nullptr) != SQLITE_OK) out = sqlite3_errmsg(database);
  sqlite3_close(database);
  return out;
}

// A folder with two migrations, the second of which drops a table.
class LintDatabase : public ::testing::Test {
 protected:
  LintDatabase() {
    folder_.write("m/1_a.sql", "BEGIN;\nCREATE TABLE a ();\nCREATE TABLE b ();\nCOMMIT;\n");
    folder_.write("m/2_b.sql",
                  "DROP TABLE a;\n-- migc: allow(drop-table): old\n DROP TABLE b;VACUUM");
    path_ = (folder_ / "lint.db").string();
    read();
  }

  void read(int server_version = 14) {
    ProjectRequest request;
    request.folder = (folder_ / "m").string();
    request.server_version = server_version;
    request.keeps_forecasts = true;
    auto examined = examine(request);
    ASSERT_TRUE(examined);
    project_ = std::move(examined).value();
  }

  // How many migrations of the last run were left as they were.
  std::string reused_by_write() {
    const auto written = write_lint_database(path_, *project_);
    EXPECT_TRUE(written) << written.error().message;
    return query(path_, "SELECT reused FROM runs ORDER BY id DESC LIMIT 1");
  }

  void expect_content() const {
    EXPECT_EQ(query(path_,
                    "SELECT ordinal, version, name, length(digest), state, transactional "
                    "FROM migrations ORDER BY 1"),
              "1|1|a|64|new|1\n2|2|b|64|new|0\n");
    EXPECT_EQ(query(path_,
                    "SELECT migration, statement, kind, line, \"column\", transactional, sql "
                    "FROM statements ORDER BY 1, 2"),
              "1|1|create-table|2|1|1|CREATE TABLE a ()\n1|2|create-table|3|1|1|CREATE TABLE b "
              "()\n2|1|drop|1|1|1|DROP TABLE a\n"
              "2|2|drop|3|2|1|DROP TABLE b\n2|3|vacuum|3|15|0|VACUUM\n");
    EXPECT_EQ(query(path_,
                    "SELECT rule, severity, line, \"column\", migration, statement, suppressed, "
                    "reason FROM findings ORDER BY id"),
              "drop-table|error|1|12|2|1|0|\ndrop-table|error|3|13|2|2|1|old\n"
              "non-transactional-mixed|warning|3|15|2|3|0|\n");
    EXPECT_EQ(query(path_, "PRAGMA user_version"), "2\n");
    EXPECT_EQ(query(path_, "PRAGMA integrity_check"), "ok\n");
  }

  TemporaryFolder folder_;
  std::unique_ptr<Project> project_;
  std::string path_;
};

TEST_F(LintDatabase, Content) {
  ASSERT_TRUE(project_);
  ASSERT_TRUE(write_lint_database(path_, *project_));
  expect_content();
  ASSERT_TRUE(write_lint_database(path_, *project_));  // replaced, not added to
  expect_content();
}

TEST_F(LintDatabase, WhatEachStatementCosts) {
  ASSERT_TRUE(write_lint_database(path_, *project_));
  EXPECT_EQ(query(path_,
                  "SELECT migration, statement, effect, mode, \"schema\", name, object, existed, "
                  "certain FROM forecast WHERE migration = 2"),
            "2|1|lock|AccessExclusiveLock|public|a|table|1|1\n"
            "2|2|lock|AccessExclusiveLock|public|b|table|1|1\n");
}

TEST_F(LintDatabase, ObjectsRulesSuppressionsAndRuns) {
  folder_.write("m/3_c.sql", "\nCREATE TABLE c (id serial);");
  read();
  ASSERT_TRUE(write_lint_database(path_, *project_));
  EXPECT_EQ(query(path_, "SELECT * FROM objects"),
            "|public|schema|-|-|\npublic|c|table|3|2|\npublic|c_id_seq|sequence|3|2|\n");
  EXPECT_EQ(query(path_, "SELECT level FROM rules WHERE id IN ('drop-table', 'require-comment')"),
            "error\noff\n");
  EXPECT_EQ(query(path_, "SELECT * FROM suppressions"), "2|2|drop-table|0|old\n");
  EXPECT_EQ(query(path_, "SELECT dialect, server_version, migrations, reused, errors FROM runs"),
            "postgresql|14|3|0|1\n");
}

TEST_F(LintDatabase, OnlyWhatChangedIsWrittenAgain) {
  EXPECT_EQ(reused_by_write(), "0\n");
  EXPECT_EQ(reused_by_write(), "2\n");
  expect_content();
  folder_.write("m/3_c.sql", "CREATE TABLE c ();");
  read();
  EXPECT_EQ(reused_by_write(), "2\n");
  EXPECT_EQ(query(path_, "SELECT sql FROM statements WHERE migration = 3"), "CREATE TABLE c ()\n");
  folder_.write("m/2_b.sql", "DROP TABLE b;");
  read();
  EXPECT_EQ(reused_by_write(), "1\n");
  EXPECT_EQ(query(path_, "SELECT count(*) FROM statements"), "4\n");
  EXPECT_EQ(query(path_, "SELECT DISTINCT name FROM forecast WHERE migration = 2"), "b\n");
}

TEST_F(LintDatabase, AnotherServerVersionMakesAllOfItAnew) {
  EXPECT_EQ(reused_by_write(), "0\n");
  read(17);
  EXPECT_EQ(reused_by_write(), "0\n");
  EXPECT_EQ(reused_by_write(), "2\n");
}

TEST_F(LintDatabase, MigrationsThatAreGoneLeaveNothingBehind) {
  folder_.write("m/3_c.sql", "CREATE TABLE c ();");
  read();
  EXPECT_EQ(reused_by_write(), "0\n");
  std::filesystem::remove(folder_ / "m/3_c.sql");
  read();
  EXPECT_EQ(reused_by_write(), "2\n");
  expect_content();
}

TEST_F(LintDatabase, TheStateOfWhatStaysIsThatOfNow) {
  EXPECT_EQ(reused_by_write(), "0\n");
  for (MigrationState& state : project_->comparison.states) state.up = LockState::locked;
  EXPECT_EQ(reused_by_write(), "2\n");
  EXPECT_EQ(query(path_, "SELECT DISTINCT state FROM migrations"), "locked\n");
}

TEST_F(LintDatabase, AnEmptyOneIsFilled) {
  folder_.write("lint.db", "");
  const auto written = write_lint_database(path_, *project_);
  ASSERT_TRUE(written) << written.error().message;
  expect_content();
}

// The header is whole, and what it leads to is not.
TEST_F(LintDatabase, OneThatIsDamagedInsideIsMadeAnew) {
  ASSERT_TRUE(write_lint_database(path_, *project_));
  std::string content = folder_.read("lint.db");
  ASSERT_GT(content.size(), 8192U);
  std::fill(content.begin() + 100, content.end(), '\xFF');
  folder_.write("lint.db", content);
  const auto written = write_lint_database(path_, *project_);
  ASSERT_TRUE(written) << written.error().message;
  expect_content();
}

TEST_F(LintDatabase, OneThatIsCutOffIsMadeAnew) {
  ASSERT_TRUE(write_lint_database(path_, *project_));
  folder_.write("lint.db", folder_.read("lint.db").substr(0, 5000));
  const auto written = write_lint_database(path_, *project_);
  ASSERT_TRUE(written) << written.error().message;
  expect_content();
}

TEST_F(LintDatabase, OneOfAnotherFormatIsMadeAnew) {
  ASSERT_TRUE(write_lint_database(path_, *project_));
  EXPECT_EQ(query(path_, "PRAGMA user_version = 99; DROP TABLE findings; CREATE TABLE other (x)"),
            "");
  ASSERT_TRUE(write_lint_database(path_, *project_));
  expect_content();
  EXPECT_EQ(query(path_, "SELECT * FROM other"), "no such table: other");
}

// A database of somebody else, given by mistake, must not lose a table.
TEST_F(LintDatabase, OneThatIsNotOursIsLeftAlone) {
  folder_.write("lint.db", "");
  EXPECT_EQ(query(path_, "CREATE TABLE migrations (id); INSERT INTO migrations VALUES (7)"), "");
  EXPECT_FALSE(write_lint_database(path_, *project_));
  EXPECT_EQ(query(path_, "SELECT id FROM migrations"), "7\n");
}

// Nor must a migration that was given in place of a database.
TEST_F(LintDatabase, WhatIsNoDatabaseIsLeftAlone) {
  const std::string others[] = {"CREATE TABLE a (id int);\n", std::string(8192, '\xFF'),
                                "SQLite format 3" + std::string(1, '\0') + std::string(200, 'x')};
  for (const std::string& content : others) {
    folder_.write("lint.db", content);
    EXPECT_FALSE(write_lint_database(path_, *project_));
    EXPECT_EQ(folder_.read("lint.db"), content);
  }
}

TEST_F(LintDatabase, WhatCannotBeWrittenIsAFailureThatNamesTheFile) {
  const std::string missing = (folder_ / "missing/lint.db").string();
  const auto written = write_lint_database(missing, *project_);
  ASSERT_FALSE(written);
  EXPECT_NE(written.error().message.find(missing), std::string::npos);
  EXPECT_FALSE(written.error().help.empty());
  EXPECT_FALSE(write_lint_database(folder_.path(), *project_));
}

// A full disk, no permission, another writer: it is as good as it was.
TEST_F(LintDatabase, OneThatCannotBeWrittenNowIsNotMadeAnew) {
  ASSERT_TRUE(write_lint_database(path_, *project_));
  const std::string before = folder_.read("lint.db");
  folder_.write("lint.db-journal/in_the_way", "");
  const auto written = write_lint_database(path_, *project_);
  ASSERT_FALSE(written);
  EXPECT_NE(written.error().message.find(path_), std::string::npos);
  EXPECT_TRUE(folder_.read("lint.db") == before);  // not _EQ: it would print both
}

TEST_F(LintDatabase, TwoWritersAtOnce) {
  constexpr int kWriters = 4;
  constexpr int kRounds = 5;
  std::array<std::string, kWriters> errors;
  std::vector<std::thread> writers;
  writers.reserve(kWriters);
  for (std::string& error : errors) {
    writers.emplace_back([&] {
      for (int round = 0; round < kRounds && error.empty(); ++round)
        if (const auto written = write_lint_database(path_, *project_); !written)
          error = written.error().message;
    });
  }
  for (std::thread& writer : writers) writer.join();
  for (const std::string& error : errors) EXPECT_EQ(error, "");
  expect_content();
}

}  // namespace
}  // namespace migc::compiler
