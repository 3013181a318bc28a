#include "compiler/embed/generate.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/source/assemble.h"

namespace migc::compiler {
namespace {

bool is_valid(std::string_view name, std::string_view symbol) {
  return static_cast<bool>(validate({std::string(name), std::string(symbol), "x.h"}));
}

TEST(Embedding, Symbols) {
  for (const std::string_view symbol :
       {"shop", "shop_migrations", "_x", "x1", "app::shop", "a::b::c", "Class", "migc_shop"})
    EXPECT_TRUE(is_valid("shop", symbol)) << symbol;
  for (const std::string_view symbol :
       {"",        "7up",  "a-b", "a b",   "a:b",    "::a",    "a::", "a::::b", "größe",
        "a;b",     "a\n",  "a()", "class", "a::int", "new::a", "std", "std::x", "migc",
        "migc::x", "main", "__a", "a__b",  "_A",     "x::_A",  "xor"})
    EXPECT_FALSE(is_valid("shop", symbol)) << symbol;
}

TEST(Embedding, Names) {
  for (const std::string_view name : {"shop", "shop-migrations", "a.b", "größe", "a b"})
    EXPECT_TRUE(is_valid(name, "shop")) << name;
  const std::string long_name(64, 'x');
  for (const std::string_view name :
       {std::string_view(""), std::string_view(long_name), std::string_view("a\nb"),
        std::string_view("a\x1B"), std::string_view("\xFF"), std::string_view("a\0b", 3)})
    EXPECT_FALSE(is_valid(name, "shop")) << name;
}

// The name is also that of the files, and stands in an #include.
TEST(Embedding, NamesThatWouldLeaveTheFolderOrTheInclude) {
  for (const std::string_view name : {"../shop", "a/b", "/shop", "a\"b", "a\\", ".", ".."})
    EXPECT_FALSE(is_valid(name, "shop")) << name;
}

GeneratedCode generated(const std::string& folder,
                        const std::vector<std::pair<std::string, std::string>>& files,
                        const std::string& symbol = "shop") {
  std::vector<NamedText> texts;
  texts.reserve(files.size());
  for (const auto& [name, text] : files) texts.push_back({name, text});
  const SourceSet set = assemble_set(folder, Dialect::postgresql, std::move(texts)).set;
  const std::vector<MigrationFacts> facts(set.migrations.size(), {.locked = true});
  return generate({"shop", symbol, "shop.h"}, set, parse_set(set), facts);
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(Generate, IsTheSameOnEveryMachine) {
  const std::vector<std::pair<std::string, std::string>> files = {
      {"2_b.sql", "SELECT 2"}, {"1_a.sql", "SELECT 1"}, {"1_a.down.sql", "SELECT 0"}};
  const auto reversed = std::vector(files.rbegin(), files.rend());
  const GeneratedCode code = generated("/home/me/src/db", files);
  for (const char* folder : {"/build/other/db", "db", "./db", "db/", "../x/db"}) {
    EXPECT_EQ(generated(folder, reversed).source, code.source) << folder;
    EXPECT_EQ(generated(folder, reversed).header, code.header) << folder;
  }
  EXPECT_FALSE(contains(code.source, "/home/me"));
  EXPECT_TRUE(contains(code.source, "\"db/1_a.sql\""));
}

TEST(Generate, Statements) {
  const std::string source =
      generated("db", {{"1_a.sql", "BEGIN;\n SELECT '\"{}';\nCOMMIT;"},
                       {"2_b.sql",
                        "-- migc: timeouts lock=3s statement=1min\n-- migc: irreversible: "
                        "x\nVACUUM"},
                       {"3_c.sql", "-- nothing"},
                       {"4_d.sql", "SELECT 4"},
                       {"4_d.down.sql", "SELECT 0; VACUUM"}})
          .source;
  EXPECT_TRUE(contains(source, R"({"SELECT '\"{}'",
     2, 2, true})"));
  EXPECT_FALSE(contains(source, "BEGIN"));
  EXPECT_TRUE(contains(source, R"({"VACUUM",
     3, 1, false, migc::LockClass::unknown, false,
     {migc::Effect::repeatable}})"));
  EXPECT_TRUE(
      contains(source, "false, true, true, 3000, 60000,\n     kUp1, {}, true,\n     {}, {}}"));
  EXPECT_TRUE(contains(source, "true, true, false, 0, 0,\n     {}, {}, true,\n     {}, {}}"));
  EXPECT_TRUE(contains(source, "kUp3, kDown3, false,\n     \"db/4_d.down.sql\", {{"));
}

TEST(Generate, SettingsOfTheSession) {
  const std::string source =
      generated("db", {{"1_a.sql",
                        "SET search_path = a;RESET ALL;SET LOCAL a.b = 1;"
                        "SET TRANSACTION READ ONLY;SET CONSTRAINTS ALL DEFERRED"}})
          .source;
  for (const std::string_view statement :
       {"\"SET search_path = a\",\n     1, 1, true, migc::LockClass::unknown, true}",
        "\"RESET ALL\",\n     1, 21, true, migc::LockClass::unknown, true}",
        "\"SET LOCAL a.b = 1\",\n     1, 31, true}",
        "\"SET TRANSACTION READ ONLY\",\n     1, 49, true}",
        "\"SET CONSTRAINTS ALL DEFERRED\",\n     1, 75, true}"})
    EXPECT_TRUE(contains(source, statement)) << source;
}

TEST(Generate, LockClasses) {
  const SourceSet set = assemble_set("db", Dialect::postgresql,
                                     {{"1_a.sql", "BEGIN; SELECT 1; COMMIT; SELECT 2; SELECT 3"}})
                            .set;
  const MigrationFacts facts{.locked = true,
                             .lock_classes = {LockClass::none, LockClass::writers, LockClass::none,
                                              LockClass::unknown, LockClass::everyone}};
  const std::string source =
      generate({"shop", "shop", "shop.h"}, set, parse_set(set), {facts}).source;
  for (const std::string_view statement :
       {"\"SELECT 1\",\n     1, 8, true, migc::LockClass::writers}",
        "\"SELECT 2\",\n     1, 26, true}",
        "\"SELECT 3\",\n     1, 36, true, migc::LockClass::everyone}"})
    EXPECT_TRUE(contains(source, statement)) << source;
}

TEST(Generate, AnEmptySet) {
  const std::string source = generated("db", {}).source;
  EXPECT_TRUE(contains(source, "\"shop\", {}};"));
  EXPECT_FALSE(contains(source, "kMigrations"));
}

TEST(Generate, Namespaces) {
  const GeneratedCode code = generated("db", {{"1_a.sql", "SELECT 1"}}, "app::db::shop");
  EXPECT_TRUE(contains(code.header, "namespace app::db {"));
  EXPECT_TRUE(contains(code.header, "const ::migc::MigrationSet& shop() noexcept;"));
  EXPECT_TRUE(contains(code.source, "#include \"shop.h\""));
  EXPECT_TRUE(contains(code.source, "namespace app::db {"));
}

// One unity build may hold both.
TEST(Generate, TwoSymbolsNeverShareTheirData) {
  const std::string first = generated("db", {}, "a::b_c").source;
  const std::string second = generated("db", {}, "a_::b_c").source;
  const auto data_of = [](const std::string& source) {
    const auto begin = source.find("namespace migc_data_");
    return source.substr(begin, source.find(' ', begin + 10) - begin);
  };
  EXPECT_NE(data_of(first), data_of(second));
}

}  // namespace
}  // namespace migc::compiler
