// The undo as the ledger keeps it.
#include "down_text.h"

#include <gtest/gtest.h>

#include "set_builder.h"

namespace migc {
namespace {

Migration with_down(std::span<const Statement> statements, bool transactional) {
  Migration migration{};
  migration.down = statements;
  migration.down_transactional = transactional;
  return migration;
}

TEST(DownText, ComesBackAsItWasWritten) {
  const Statement statements[] = {
      {"DROP TABLE \"é\n;\"", 1, 1, true},
      {"RESET ALL", 3, 1, true, LockClass::unknown, true},
      {"DROP INDEX x", 4, 3, false, LockClass::none, false, {Effect::drop_index, "", "x\n1"}},
      {"ALTER",
       5,
       1,
       false,
       LockClass::everyone,
       false,
       {Effect::detach_partition, "s", "p", "q", "r"}}};
  const std::string text = write_down(with_down(statements, false));
  EXPECT_EQ(text,
            "migc-down 1 apart\n"
            "with 17 1 1\nDROP TABLE \"é\n;\"\n"
            "sets 9 3 1\nRESET ALL\n"
            "alone 12 4 3 drop_index 0 3 0 0\nDROP INDEX x\nx\n1\n"
            "alone 5 5 1 detach_partition 1 1 1 1\nALTER\nspqr\n");
  const auto down = parse_down(text);
  ASSERT_TRUE(down);
  EXPECT_FALSE(down->transactional);
  EXPECT_EQ(down->statements,
            (std::vector<DownStatement>{
                {"DROP TABLE \"é\n;\"", 1, 1},
                {"RESET ALL", 3, 1, true, true},
                {"DROP INDEX x", 4, 3, false, false, Effect::drop_index, {"", "x\n1", "", ""}},
                {"ALTER", 5, 1, false, false, Effect::detach_partition, {"s", "p", "q", "r"}}}));
  const Statement last = down->statements.back().statement();
  EXPECT_EQ(last.probe.effect, Effect::detach_partition);
  EXPECT_EQ(last.probe.part_schema, "q");
  EXPECT_TRUE(parse_down(write_down(with_down(statements, true)))->transactional);
}

TEST(DownText, OfNothingIsNothing) {
  EXPECT_EQ(write_down(with_down({}, true)), "");
  EXPECT_EQ(down_digest(with_down({}, true)), "");
}

TEST(DownText, IsReadOnlyAsItIsWritten) {
  const std::string good = "migc-down 1 together\nwith 1 1 1\na\n";
  ASSERT_TRUE(parse_down(good));
  for (const char* const bad :
       {"", "x", "migc-down 2 together\n", "migc-down 1 together\nwith 1 1 1\na",
        "migc-down 1 together\nwith 2 1 1\na\n", "migc-down 1 together\nwith 1 1\na\n",
        "migc-down 1 together\nnever 1 1 1\na\n", "migc-down 1 together\nwith 9999999999 1 1\na\n",
        "migc-down 1 together\nwith 1 1 1\nab\n", "migc-down 1 together\n\n",
        "migc-down 1 apart\nalone 1 1 1\na\n", "migc-down 1 apart\nalone 1 1 1 unknown 0 0 0\na\n",
        "migc-down 1 apart\nalone 1 1 1 unknown 0 1 0 0\na\n\n"}) {
    EXPECT_FALSE(parse_down(bad)) << bad;
  }
}

TEST(DownText, AnEffectOfALaterReleaseIsUnknown) {
  const auto down = parse_down("migc-down 1 apart\nalone 1 1 1 rename_database 0 1 0 0\na\nx\n");
  ASSERT_TRUE(down);
  EXPECT_EQ(down->statements[0].effect, Effect::unknown);
}

}  // namespace
}  // namespace migc
