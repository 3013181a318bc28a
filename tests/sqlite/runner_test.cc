// The verbs, against a file.
#include <migc/runner.h>

#include <sstream>

#include "json_reader.h"
#include "runner_call.h"
#include "sqlite_test.h"

namespace migc::testing {
namespace {

class Runner : public SqliteTest {
 protected:
  void SetUp() override {
    set_.add("1", "a", {{"CREATE TABLE a (id)"}}).add("2", "b", {{"CREATE TABLE b (id)"}});
  }

  Called run_verb(std::vector<const char*> words, Options options = {}) {
    const auto database = open();
    return call_runner(*database, set_.set(), std::move(words), std::move(options));
  }

  SetBuilder set_{Dialect::sqlite};
};

TEST_F(Runner, PlansAndChecks) {
  EXPECT_EQ(run_verb({"plan"}).status, 0);
  const Called pending = run_verb({"plan", "--check"});
  EXPECT_EQ(pending.status, 3);
  EXPECT_EQ(pending.out,
            "shop: 2 migrations to apply\n"
            "  1  a  1 statement  in one transaction\n"
            "  2  b  1 statement  in one transaction\n");
  EXPECT_EQ(run_verb({"apply"}).status, 0);
  const Called done = run_verb({"plan", "--check"});
  EXPECT_EQ(done.status, 0);
  EXPECT_EQ(done.out, "shop: nothing to apply\n");
}

TEST_F(Runner, AppliesWithoutAVerb) {
  const Called applied = run_verb({});
  EXPECT_EQ(applied.status, 0);
  EXPECT_EQ(applied.out.substr(0, 13), "applying 1_a\n");
  EXPECT_EQ(run_verb({}).out, "shop: nothing to do\n");
}

TEST_F(Runner, ShowsTheStatusBeforeAndAfter) {
  EXPECT_EQ(run_verb({"status"}).out,
            "shop: 0 of 2 migrations applied\n"
            "  VERSION  NAME  STATE    AT\n"
            "  1        a     pending\n"
            "  2        b     pending\n");
  run_verb({"apply"});
  const Called after = run_verb({"status"});
  EXPECT_EQ(after.status, 0);
  EXPECT_EQ(after.out.substr(0, 32), "shop: 2 of 2 migrations applied\n");
}

TEST_F(Runner, TheStatusOfADifferentHistoryIsShownAndReported) {
  run_verb({"apply"});
  SetBuilder edited{Dialect::sqlite};
  edited.add("1", "a", {{"CREATE TABLE a (other)"}});
  const auto database = open();
  const Called called = call_runner(*database, edited.set(), {"status"});
  EXPECT_EQ(called.status, 4);
  EXPECT_NE(called.out.find("applied, edited since"), std::string::npos) << called.out;
  EXPECT_NE(called.out.find("applied, unknown to this program"), std::string::npos) << called.out;
  EXPECT_NE(called.err.find("migrations/1_a.sql: error:"), std::string::npos) << called.err;
}

TEST_F(Runner, Baselines) {
  Client(path()).run("CREATE TABLE a (id)");
  const Called refused = run_verb({"apply"});
  EXPECT_EQ(refused.status, 7);
  EXPECT_NE(refused.err.find("baseline"), std::string::npos);
  const Called recorded = run_verb({"baseline", "1"});
  EXPECT_EQ(recorded.status, 0);
  EXPECT_EQ(recorded.out.substr(0, 29), "shop: 1 recorded as applied i");
  EXPECT_EQ(run_verb({"apply"}).status, 0);
}

TEST_F(Runner, RollsBack) {
  set_.down({{"DROP TABLE b"}});
  run_verb({"apply"});
  const Called asked = run_verb({"rollback"});
  EXPECT_EQ(asked.status, 2);
  EXPECT_EQ(asked.out,
            "shop: 1 migration to take back\n"
            "  2  b  1 statement\n"
            "\n-- migrations/2_b.down.sql\nDROP TABLE b;\n\n");
  EXPECT_NE(asked.err.find("--confirm"), std::string::npos) << asked.err;
  EXPECT_EQ(run_verb({"rollback", "--dry-run"}).status, 0);
  EXPECT_TRUE(has_table("b"));
  const Called done = run_verb({"rollback", "--confirm"});
  EXPECT_EQ(done.status, 0);
  EXPECT_NE(done.out.find("undoing  2_b\n"), std::string::npos) << done.out;
  EXPECT_NE(done.out.find("shop: 1 taken back in "), std::string::npos) << done.out;
  EXPECT_FALSE(has_table("b"));
  EXPECT_EQ(run_verb({"rollback", "--steps", "1", "--confirm"}).status, 7) << "1_a has no undo";
}

TEST_F(Runner, RollsBackForPrograms) {
  set_.down({{"DROP TABLE b"}});
  run_verb({"apply"});
  EXPECT_EQ(run_verb({"rollback", "--dry-run", "--json", "--to", "1"}).out,
            R"({"format":1,"set":"shop","dialect":"sqlite","undo":[{"version":"2","name":"b",)"
            R"("file":"migrations/2_b.down.sql","transactional":true,"from_ledger":false,)"
            R"("statements":["DROP TABLE b"]}]})"
            "\n");
  EXPECT_NE(run_verb({"rollback", "--json"}).out.find(R"("code":"not_confirmed")"),
            std::string::npos);
  EXPECT_NE(run_verb({"rollback", "--json", "--confirm"}).out.find(R"("migrations":["2"])"),
            std::string::npos);
}

TEST_F(Runner, Repairs) {
  set_.add("3", "c", {alone("VACUUM"), {"SELECT nonsense"}});
  run_verb({"apply"});
  EXPECT_EQ(run_verb({"repair"}).out, "shop: nothing to do\n");
  EXPECT_EQ(run_verb({"repair", "--forget", "3"}).status, 2);
  EXPECT_EQ(run_verb({"repair", "--forget", "3", "--done", "3"}).status, 2);
  EXPECT_EQ(run_verb({"repair", "--done", "2"}).status, 2) << "it is not the last one";
  const Called done = run_verb({"repair", "--done", "3"});
  EXPECT_EQ(done.status, 0) << done.err;
  EXPECT_EQ(done.out.substr(0, 29), "shop: 1 recorded as applied i");
  EXPECT_EQ(run_verb({"plan", "--check"}).status, 0);
  EXPECT_NE(run_verb({"repair", "--forget=3", "--confirm"}).out.find("1 forgotten in "),
            std::string::npos);
  EXPECT_EQ(run_verb({"baseline", "3"}).status, 2);
  EXPECT_EQ(run_verb({"baseline", "3", "--extend"}).status, 0);
}

TEST_F(Runner, ADryRunPrintsTheSql) {
  set_.add("3", "c", {alone("VACUUM")});
  EXPECT_EQ(run_verb({"apply", "--dry-run"}).out,
            "-- migrations/1_a.sql\nBEGIN;\nCREATE TABLE a (id);\nCOMMIT;\n\n"
            "-- migrations/2_b.sql\nBEGIN;\nCREATE TABLE b (id);\nCOMMIT;\n\n"
            "-- migrations/3_c.sql\nVACUUM;\n\n");
  EXPECT_NE(run_verb({"apply", "--dry-run", "--json"}).out.find(R"("statements":["VACUUM"])"),
            std::string::npos);
  EXPECT_EQ(read_file(path()), "") << "nothing was written";
}

TEST_F(Runner, ARehearsalLeavesNoTrace) {
  set_.add("3", "c", {alone("VACUUM")}).add("4", "d", {{"CREATE TABLE d (id)"}});
  EXPECT_EQ(run_verb({"apply", "--rehearse"}).status, 2) << "it locks";
  const Called rehearsed = run_verb({"apply", "--rehearse", "--confirm"});
  EXPECT_EQ(rehearsed.status, 0) << rehearsed.err;
  EXPECT_NE(rehearsed.out.find("shop: 2 rehearsed and rolled back in "), std::string::npos)
      << rehearsed.out;
  EXPECT_NE(rehearsed.out.find("not rehearsed: 3 cannot run in a transaction, nor 1 migration "
                               "behind it\n"),
            std::string::npos)
      << rehearsed.out;
  EXPECT_FALSE(has_table("a"));
  EXPECT_FALSE(has_table("migc_ledger"));
  EXPECT_EQ(run_verb({"apply", "--rehearse", "--dry-run"}).status, 2);
}

TEST_F(Runner, RedoesWhatADeveloperStillWrites) {
  set_.down({{"DROP TABLE b"}});
  EXPECT_EQ(run_verb({"apply"}).status, 0);
  EXPECT_EQ(run_verb({"redo"}).status, 2) << "it is for development";
  const Called redone = run_verb({"redo"}, {.development = true});
  EXPECT_EQ(redone.status, 0) << redone.err;
  EXPECT_NE(redone.out.find("undone   2_b"), std::string::npos) << redone.out;
  EXPECT_NE(redone.out.find("shop: 1 applied again in "), std::string::npos) << redone.out;
  EXPECT_EQ(run_verb({"reset"}, {.development = true}).status, 7) << "1_a has no undo";
}

// The ledger has the undo of the draft that was applied, the program that of the new one.
TEST_F(Runner, RedoesAnEditedDraft) {
  set_.down({{"DROP TABLE b"}});
  run_verb({"apply"});
  SetBuilder edited{Dialect::sqlite};
  edited.add("1", "a", {{"CREATE TABLE a (id)"}});
  edited.add("2", "b", {{"CREATE TABLE better (id)"}}).down({{"DROP TABLE better"}});
  const auto database = open();
  Migrator migrator(*database, edited.set(), {.development = true});
  EXPECT_EQ(must_fail(migrator.redo({})).code, ErrorCode::not_confirmed);
  EXPECT_EQ(must(migrator.redo({.confirmed = true})).applied, Versions{"2"});
  EXPECT_TRUE(has_table("better"));
  EXPECT_FALSE(has_table("b"));
  EXPECT_EQ(must(migrator.redo({})).applied, Versions{"2"}) << "now the text is our own";
}

// Of a line of JSON whose values hold no quotes or commas; empty when it has none.
std::string value_of(const std::string& line, const std::string& key) {
  const std::string name = '"' + key + "\":";
  const auto at = line.find(name);
  if (at == std::string::npos) return {};
  const auto begin = line.find_first_not_of('"', at + name.size());
  return line.substr(begin, line.find_first_of("\",}", begin) - begin);
}

// Event, migration and statement of each line.
std::string digest_of_log(const std::string& log) {
  std::string text;
  std::istringstream lines(log);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_EQ(line.substr(0, 9), R"({"time":")") << line;
    text += value_of(line, "event");
    for (const char* key : {"migration", "statement"}) {
      if (const std::string value = value_of(line, key); !value.empty()) text += " " + value;
    }
    text += value_of(line, "duration_ms").empty() ? "\n" : " timed\n";
  }
  return text;
}

TEST_F(Runner, LogsForCollectors) {
  set_.add("3", "c", {{"SELECT 1"}, {"SELECT nonsense"}});
  const Called logged = run_verb({"apply", "--log", "json"});
  EXPECT_EQ(logged.status, 1);
  EXPECT_EQ(logged.out, "");
  const std::string log = logged.err.substr(0, logged.err.find("\nmigrations/3_c"));
  EXPECT_EQ(digest_of_log(log),
            "planned\n"
            "started 1_a\nstatement_started 1_a 1\nstatement_finished 1_a 1 timed\n"
            "finished 1_a timed\n"
            "started 2_b\nstatement_started 2_b 1\nstatement_finished 2_b 1 timed\n"
            "finished 2_b timed\n"
            "started 3_c\nstatement_started 3_c 1\nstatement_finished 3_c 1 timed\n"
            "statement_started 3_c 2\nfailed 3_c\n");
  EXPECT_TRUE(is_json_lines(log + "\n"));
  EXPECT_EQ(run_verb({"apply", "--log", "xml"}).status, 2);
}

TEST_F(Runner, Verifies) {
  EXPECT_EQ(
      run_verb({"verify"}).out,
      "shop: 0 migrations as this program knows them; 2 pending, 0 unknown to this program\n");
  run_verb({"apply"});
  const Called same = run_verb({"verify"});
  EXPECT_EQ(same.status, 0);
  EXPECT_EQ(
      same.out,
      "shop: 2 migrations as this program knows them; 0 pending, 0 unknown to this program\n");
  Client(path()).run("UPDATE migc_ledger SET digest = 'x' || substr(digest, 2)");
  EXPECT_EQ(run_verb({"apply"}).status, 0) << "a launch looks at the last chain only";
  const Called edited = run_verb({"verify"});
  EXPECT_EQ(edited.status, 4);
  EXPECT_EQ(edited.out.substr(0, 20), "shop: 2 differences;");
  EXPECT_NE(edited.err.find("1_a differs"), std::string::npos) << edited.err;
  EXPECT_NE(edited.err.find("2_b differs"), std::string::npos) << edited.err;
}

TEST_F(Runner, RefusesANewerDatabaseWhenToldTo) {
  run_verb({"apply"});
  Client(path()).run(
      "INSERT INTO migc_ledger (set_name, ordinal, version, name, digest, chain, tokens, state, "
      "batch) VALUES ('shop', 3, '3', 'c', 'd', 'e', 'f', 'applied', 2)");
  for (const char* const verb : {"status", "plan", "apply", "verify", "wait"}) {
    EXPECT_EQ(run_verb({verb}).status, 0) << verb;
    EXPECT_EQ(run_verb({verb, "--exact"}).status, 4) << verb;
  }
}

TEST_F(Runner, ShowsTheHistory) {
  EXPECT_EQ(run_verb({"history"}).out, "shop: 0 events\n");
  run_verb({"apply"}, {.application = "shop 4.2"});
  const Called history = run_verb({"history"});
  EXPECT_EQ(history.status, 0);
  EXPECT_EQ(history.out.substr(0, 15), "shop: 2 events\n");
  EXPECT_NE(history.out.find("Z  1_a  applied  by "), std::string::npos) << history.out;
  EXPECT_NE(history.out.find("shop 4.2\n"), std::string::npos) << history.out;
}

TEST_F(Runner, WaitsForOthersToMigrate) {
  EXPECT_EQ(run_verb({"wait", "--limit", "0s"}).status, 3);
  run_verb({"apply"});
  const Called done = run_verb({"wait"});
  EXPECT_EQ(done.status, 0);
  EXPECT_EQ(done.out, "shop: nothing to apply\n");
  EXPECT_EQ(run_verb({"wait", "--limit", "soon"}).status, 2);
}

TEST_F(Runner, TheManifestNeedsNoDatabase) {
  const OpenDatabase never = [](std::string_view) -> Result<std::unique_ptr<Database>> {
    ADD_FAILURE();
    return Error{};
  };
  const Called called = capture({"manifest", "--json"}, [&](int argc, const char* const* argv) {
    return run(argc, argv, never, set_.set());
  });
  EXPECT_EQ(called.status, 0);
  EXPECT_NE(called.out.find(R"("version":"2","name":"b")"), std::string::npos) << called.out;
  EXPECT_NE(called.out.find(R"("head":"sha256:)"), std::string::npos) << called.out;
}

TEST_F(Runner, WaitsForADatabaseThatIsNotThereYet) {
  int asked = 0;
  const OpenDatabase later = [&](std::string_view where) -> Result<std::unique_ptr<Database>> {
    EXPECT_EQ(where, "here");
    if (++asked < 3) return Error{.code = ErrorCode::connection, .retryable = true};
    return std::unique_ptr<Database>(open());
  };
  run_verb({"apply"});
  const Called called = capture(
      {"wait", "--database", "here", "--json"},
      [&](int argc, const char* const* argv) { return run(argc, argv, later, set_.set()); });
  EXPECT_EQ(called.status, 0);
  EXPECT_NE(called.out.find("up_to_date"), std::string::npos) << called.out;
  EXPECT_EQ(asked, 3);
}

TEST_F(Runner, SpeaksJson) {
  set_.add("3", "c", {{"SELECT nonsense"}});
  EXPECT_EQ(run_verb({"plan", "--json"}).out.substr(0, 60),
            R"({"format":1,"set":"shop","dialect":"sqlite","standing":"pend)");
  const Called failed = run_verb({"apply", "--json"});
  EXPECT_EQ(failed.status, 1);
  EXPECT_EQ(failed.err, "");
  EXPECT_NE(failed.out.find(R"("verb":"apply","migrations":["1","2"])"), std::string::npos)
      << failed.out;
  EXPECT_NE(failed.out.find(R"("error":{"code":"statement_failed","state":"advanced")"),
            std::string::npos)
      << failed.out;
  EXPECT_NE(run_verb({"status", "--json"}).out.find(R"("state":"applied")"), std::string::npos);
  EXPECT_NE(run_verb({"history", "--json"}).out.find(R"("error":"statement_failed")"),
            std::string::npos);
  EXPECT_NE(run_verb({"verify", "--json"}).out.find(R"("agrees":true)"), std::string::npos);
}

TEST_F(Runner, EveryAnswerIsJson) {
  set_.down({{"DROP TABLE b"}}).add("3", "quote\"", {{"SELECT 'ü\n', nonsense"}});
  std::string answers;
  for (const std::vector<const char*>& words :
       std::vector<std::vector<const char*>>{{"status"},
                                             {"apply"},
                                             {"plan"},
                                             {"apply", "--dry-run"},
                                             {"apply", "--rehearse", "--confirm"},
                                             {"verify"},
                                             {"history"},
                                             {"drift"},
                                             {"manifest"},
                                             {"repair"},
                                             {"repair", "--done", "2"},
                                             {"wait", "--limit=0s"},
                                             {"redo"},
                                             {"rollback", "--confirm"},
                                             {"baseline", "2", "--extend"},
                                             {"plan", "--exact"}}) {
    std::vector<const char*> with_json = words;
    with_json.push_back("--json");
    const Called called = run_verb(with_json);
    EXPECT_EQ(called.err, "") << words[0];
    answers += called.out;
  }
  EXPECT_TRUE(is_json_lines(answers));
}

TEST_F(Runner, TellsWhatOthersChanged) {
  EXPECT_EQ(run_verb({"drift"}).status, 0);
  run_verb({"apply"});
  EXPECT_EQ(run_verb({"drift"}).status, 0);
  Client(path()).run("CREATE TABLE by_hand (id)");
  const Called drift = run_verb({"drift"});
  EXPECT_EQ(drift.status, 4);
  EXPECT_NE(drift.out.find("by_hand"), std::string::npos) << drift.out;
}

TEST_F(Runner, ReportsAFailure) {
  set_.add("3", "c", {{"SELECT nonsense"}});
  const Called failed = run_verb({"apply"});
  EXPECT_EQ(failed.status, 1);
  EXPECT_EQ(failed.err.substr(0, 29), "migrations/3_c.sql:1:8: error");
}

TEST_F(Runner, RefusesWhatItDoesNotUnderstand) {
  for (const auto& arguments :
       std::vector<std::vector<const char*>>{{"aply"},
                                             {"apply", "now"},
                                             {"rollback", "2"},
                                             {"rollback", "--steps", "0"},
                                             {"rollback", "--batch", "--to=1"},
                                             {"plan", "--chek"},
                                             {"status", "x"},
                                             {"baseline"},
                                             {"baseline", "9"},
                                             {"baseline", "1", "2"}}) {
    const Called refused = run_verb(arguments);
    EXPECT_EQ(refused.status, 2) << arguments[0];
    EXPECT_EQ(refused.out, "");
    EXPECT_NE(refused.err.find("error: "), std::string::npos);
  }
  EXPECT_EQ(run_verb({"help"}).status, 0);
  EXPECT_NE(run_verb({"help"}).out.find("baseline VERSION"), std::string::npos);
}

}  // namespace
}  // namespace migc::testing
