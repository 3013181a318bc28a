#include "compiler/source/assemble.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/base/digest.h"
#include "tests/unit/compiler/findings_text.h"

namespace migc::compiler {
namespace {

using std::string_view_literals::operator""sv;
using Files = std::vector<std::pair<std::string, std::string_view>>;

AssembledSet assembled(const Files& files) {
  std::vector<NamedText> texts;
  for (const auto& [name, bytes] : files) texts.push_back({name, std::string(bytes)});
  return assemble_set("db", Dialect::postgresql, std::move(texts));
}

// "0001 a = db/0001_a.sql + 0001_a.down.sql", one per migration.
std::string dump(const SourceSet& set) {
  std::string out;
  for (const SourceMigration& migration : set.migrations) {
    out += migration.version + " " + migration.name + " = " + migration.up.path;
    if (migration.down) out += " + " + migration.down->name;
    out += "\n";
  }
  return out;
}

TEST(AssembleSet, OrderPairsAndFindings) {
  struct Case {
    std::string_view what;
    Files files;
    std::string_view set;
    std::string_view findings;
  };
  const Case cases[] = {
      {"nothing", {}, "", ""},
      {"numeric order, not that of the names",
       {{"10_b.sql", ""}, {"9_a.sql", ""}, {"0011_c.sql", ""}},
       "9 a = db/9_a.sql\n10 b = db/10_b.sql\n0011 c = db/0011_c.sql\n",
       ""},
      {"undo texts",
       {{"1_a.down.sql", ""}, {"1_a.sql", ""}, {"2_b.sql", ""}, {"rollback/2_b.sql", ""}},
       "1 a = db/1_a.sql + 1_a.down.sql\n2 b = db/2_b.sql + rollback/2_b.sql\n",
       ""},
      {"two undo texts: the first stays",
       {{"1_a.sql", ""}, {"1_a.down.sql", ""}, {"rollback/1_a.sql", ""}},
       "1 a = db/1_a.sql + 1_a.down.sql\n",
       "duplicate-version db/rollback/1_a.sql\n"},
      {"an undo text of nobody",
       {{"1_a.sql", ""}, {"1_b.down.sql", ""}, {"01_a.down.sql", ""}, {"2_a.down.sql", ""}},
       "1 a = db/1_a.sql\n",
       "file-name db/01_a.down.sql\nfile-name db/1_b.down.sql\nfile-name db/2_a.down.sql\n"},
      {"a version twice: both stay, ordered by name",
       {{"1_b.sql", ""}, {"1_a.sql", ""}, {"0001_c.sql", ""}},
       "0001 c = db/0001_c.sql\n1 a = db/1_a.sql\n1 b = db/1_b.sql\n",
       "duplicate-version db/1_a.sql\nduplicate-version db/1_b.sql\n"},
      {"undo texts of a version that is there twice",
       {{"1_b.sql", ""}, {"1_a.sql", ""}, {"1_b.down.sql", ""}, {"1_a.down.sql", ""}},
       "1 a = db/1_a.sql + 1_a.down.sql\n1 b = db/1_b.sql + 1_b.down.sql\n",
       "duplicate-version db/1_b.sql\n"},
      {"names outside the grammar",
       {{"a.sql", ""}, {"1.sql", ""}, {"1_a.sql", ""}},
       "1 a = db/1_a.sql\n",
       "file-name db/a.sql\nfile-name db/1.sql\n"},
      {"bytes that are no text: the files stay in the set, they are not removed",
       {{"1_a.sql", "a\0b"sv},
        {"2_b.sql", "x\nö\xE4"},
        {"3_c.sql", "\xFF\0"sv},
        {"4_d.sql", "\0\xFF"sv}},
       "1 a = db/1_a.sql\n2 b = db/2_b.sql\n3 c = db/3_c.sql\n4 d = db/4_d.sql\n",
       "encoding db/1_a.sql:1:2-3\nencoding db/2_b.sql:2:3-4\nencoding db/3_c.sql:1:1-2\n"
       "encoding db/4_d.sql:1:1-2\n"},
      {"directives",
       {{"1_a.sql", "SELECT 1;\n -- migc: what\n"}, {"1_a.down.sql", "-- migc: allow(x)"}},
       "1 a = db/1_a.sql + 1_a.down.sql\n",
       "unknown-directive db/1_a.sql:2:2-15\nmissing-reason db/1_a.down.sql:1:1-18\n"},
  };
  for (const Case& c : cases) {
    const AssembledSet got = assembled(c.files);
    EXPECT_EQ(dump(got.set), c.set) << c.what;
    EXPECT_EQ(places(got.findings), c.findings) << c.what;
  }
}

TEST(AssembleSet, CanonicalTextIsWhatCounts) {
  const std::string_view variants[] = {"SELECT 1;\n\nSELECT 2;\n", "SELECT 1;\r\n\r\nSELECT 2;\r\n",
                                       "SELECT 1;\r\rSELECT 2;\r",
                                       "\xEF\xBB\xBFSELECT 1;\r\n\nSELECT 2;\n"};
  for (const std::string_view bytes : variants) {
    const SourceFile file = assembled({{"1_a.sql", bytes}}).set.migrations.at(0).up;
    EXPECT_EQ(file.text, variants[0]);
    EXPECT_EQ(file.digest, sha256(variants[0]));
  }
}

TEST(AssembleSet, Chains) {
  const SourceSet set = assembled({{"1_a.sql", "x"}, {"1_a.down.sql", "y"}, {"2_b.sql", "z"}}).set;
  const Digest first = chain(Digest{}, "1", "a", sha256("x"));
  EXPECT_EQ(set.migrations[0].chain, first);
  EXPECT_EQ(set.migrations[1].chain, chain(first, "2", "b", sha256("z")));
}

TEST(AssembleSet, ShownPath) {
  EXPECT_EQ(shown_path(".", "1_a.sql"), "1_a.sql");
  EXPECT_EQ(shown_path("db", "1_a.sql"), "db/1_a.sql");
  EXPECT_EQ(shown_path("db/", "rollback/1_a.sql"), "db/rollback/1_a.sql");
  EXPECT_EQ(shown_path("/db", "1_a.sql"), "/db/1_a.sql");
}

TEST(AssembleSet, EveryFindingHasAMessageAndARemedy) {
  const Files files = {{"a.sql", ""},        {"1_a.sql", "\0"sv},      {"2_a.sql", "\xFF"},
                       {"3_a.sql", ""},      {"3_b.sql", ""},          {"3_a.down.sql", ""},
                       {"4_x.down.sql", ""}, {"rollback/3_a.sql", ""}, {"5_a.sql", "-- migc: x"}};
  for (const Finding& finding : assembled(files).findings) {
    EXPECT_FALSE(finding.message.empty()) << finding.rule;
    EXPECT_FALSE(finding.help.empty()) << finding.message;
    EXPECT_NE(finding.message.back(), '.') << finding.message;
    EXPECT_EQ(finding.severity, Severity::error) << finding.message;
  }
}

}  // namespace
}  // namespace migc::compiler
