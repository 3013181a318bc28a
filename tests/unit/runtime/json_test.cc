// What programs read must be JSON whatever a database or a file name says.
#include "json.h"

#include <gtest/gtest.h>

#include "json_report.h"
#include "set_builder.h"
#include "utf8.h"

namespace migc {
namespace {

std::string written(std::string_view text) {
  return JsonWriter().element(text).text();
}

TEST(Json, Nests) {
  JsonWriter json;
  json.object().member("a", 1).array("b").element("x").object().end().end().member("c", true);
  json.object("d").end().end();
  EXPECT_EQ(json.text(), R"({"a":1,"b":["x",{}],"c":true,"d":{}})");
}

TEST(Json, EscapesWhatIsNoPlainText) {
  EXPECT_EQ(written("a\"b\\c\n\t\r\x01\x7f"), R"("a\"b\\c\n\t\r\u0001\u007f")");
  EXPECT_EQ(written("é€😀"), "\"é€😀\"");
  EXPECT_EQ(written("a\xff\xc3"), R"("a\ufffd\ufffd")");
}

TEST(Utf8, KnowsItsCharacters) {
  struct Case {
    std::string_view text;
    std::size_t length;
  };
  for (const auto& [text, length] :
       {Case{"", 0}, Case{"a", 1}, Case{"\xc3\xa9", 2}, Case{"\xe2\x82\xac", 3},
        Case{"\xf0\x9f\x98\x80", 4}, Case{"\xc0\xaf", 0},  // longer than it needs to be
        Case{"\xed\xa0\x80", 0},                           // half of a pair
        Case{"\xf4\x90\x80\x80", 0},                       // behind the last one
        Case{"\xe2\x82", 0}, Case{"\x80", 0}, Case{"\xff", 0}}) {
    EXPECT_EQ(utf8_length(text), length) << text;
  }
}

TEST(JsonReport, ShowsWhatARunDidBeforeItFailed) {
  testing::SetBuilder builder(Dialect::sqlite);
  const Error error{.code = ErrorCode::statement_failed,
                    .state = DatabaseState::advanced,
                    .message = "no such table: b",
                    .migration = "2",
                    .file = "m/2_b.sql",
                    .line = 1,
                    .column = 8};
  EXPECT_EQ(summary_json(builder.set(), {.applied = {"1"}}, "apply", &error),
            R"({"format":1,"set":"shop","dialect":"sqlite","verb":"apply","migrations":["1"],)"
            R"("newer":false,"duration_ms":0,"error":{"code":"statement_failed",)"
            R"("state":"advanced","retryable":false,"message":"no such table: b","help":"",)"
            R"("migration":"2","file":"m/2_b.sql","line":1,"column":8,"sqlstate":""}})");
}

TEST(JsonReport, ShowsEntries) {
  testing::SetBuilder builder(Dialect::postgresql);
  builder.add("1", "a", {{"SELECT 1"}});
  const std::vector<Entry> entries{{.migration = builder.set().migrations.data(),
                                    .version = "1",
                                    .name = "a",
                                    .state = EntryState::pending},
                                   {.version = "2",
                                    .name = "b",
                                    .state = EntryState::applied,
                                    .batch = 3,
                                    .at = "now",
                                    .by = "me"}};
  EXPECT_EQ(status_json(builder.set(), entries, nullptr),
            R"({"format":1,"set":"shop","dialect":"postgresql","migrations":[)"
            R"({"version":"1","name":"a","state":"pending","known":true,"edited":false,)"
            R"("locked":true},{"version":"2","name":"b","state":"applied","known":false,)"
            R"("edited":false,"batch":3,"statements_done":0,"at":"now","by":"me",)"
            R"("application":"","duration_ms":0}]})");
}

}  // namespace
}  // namespace migc
