// Which objects differ, and what a run writes about those that it changed.
#include "catalog_record.h"

#include <gtest/gtest.h>

#include "text.h"

namespace migc {
namespace {

std::string shown(const std::vector<CatalogChange>& changes) {
  std::string text;
  for (const CatalogChange& change : changes) {
    text += concat(to_text(change.change), " ", change.kind, " ", change.name, "; ");
  }
  return text;
}

std::string shown(const Catalog& catalog) {
  std::string text;
  for (const CatalogObject& object : catalog) text += concat(object.name, "=", object.digest, " ");
  return text;
}

TEST(Catalogs, AreComparedObjectByObject) {
  const Catalog before{{"table", "b", "1"}, {"table", "a", "1"}, {"index", "a", "1"}};
  const Catalog after{{"table", "a", "2"}, {"index", "a", "1"}, {"view", "c", "1"}};
  EXPECT_EQ(shown(compare_catalogs(before, after)),
            "changed table a; removed table b; added view c; ");
  EXPECT_EQ(shown(compare_catalogs(before, before)), "");
  EXPECT_EQ(shown(compare_catalogs({}, {{"table", "a", "1"}})), "added table a; ");
}

// Somebody changed "a" before the run; the run changed "b".
TEST(CatalogUpdates, KeepWhatOthersHadChangedBefore) {
  const CatalogUpdate update =
      catalog_update({{"table", "a", "other"}, {"table", "b", "1"}, {"table", "d", "1"}},
                     {{"table", "a", "other"}, {"table", "b", "2"}, {"table", "c", "1"}});
  EXPECT_EQ(shown(update.written), "b=2 c=1 ");
  EXPECT_EQ(shown(update.removed), "d=1 ");
}

}  // namespace
}  // namespace migc
