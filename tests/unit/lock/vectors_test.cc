// Published vectors of the chain and of a whole lockfile. They were computed by
// another implementation (Python's hashlib); a change here breaks every
// lockfile and every database that exists.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

#include "compiler/base/digest.h"
#include "compiler/lock/lockfile.h"
#include "compiler/lock/parse.h"
#include "tests/unit/lock/sets.h"

namespace migc::compiler {
namespace {

struct Vector {
  std::string_view version;
  std::string_view name;
  std::string_view text;
  std::string_view digest;
  std::string_view chain;  // over this vector and all before it
};

constexpr std::array<Vector, 3> kVectors = {{
    {"0001", "accounts", "CREATE TABLE accounts (id bigint PRIMARY KEY);\n",
     "fbaca0e3aed1a96828ec30505af5e0a5484aa49d1d2d26d128f4ffb2cbe91e26",
     "eac7f7b2820d1679a973a2b18a3cd67370454a37b97417e57903581a065c8824"},
    {"0002", "index", "CREATE INDEX accounts_id ON accounts (id);\n",
     "eecf7501c3023ae16640cd8d00693c104705dbd1455498759604fcced0dc5518",
     "bd7b74b503cc1777d7ae1385c286697e1c71348c01539cc993b4ceb0cce14a20"},
    {"20260101120000",
     "gr\xC3\xB6\xC3\x9F"
     "e",
     "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
     "f754167db87d96f84ba47387927d14fc960a2dd3f09b2ed333608d7bd2469596"},
}};

constexpr std::string_view kLockfile =
    "# migrations.lock, format 1. Written by `migc lock`. A merge conflict here is intended: "
    "order matters.\n"
    "sha256:fbaca0e3aed1a96828ec30505af5e0a5484aa49d1d2d26d128f4ffb2cbe91e26 "
    "tokens:5d39c8cc4baf2eb011c10418a202938d3f4d55fb58e78afe05b5b0b0527e7817 0001_accounts.sql\n"
    "sha256:eecf7501c3023ae16640cd8d00693c104705dbd1455498759604fcced0dc5518 "
    "tokens:10ce09f40727bb4e5e22d0ea9b5c5118595ea2ae673212755cb017b82c191ad9 0002_index.sql\n"
    "sha256:3b9aca183393a341509890b7da2f88f0328974bb62a776707c38faee83db702f "
    "tokens:197367531c8692f5a6b5fd0d1654c266bf34c9eb9252e8d0d0209775068d020c 0002_index.down.sql\n"
    "adopted-through 0001\n"
    "head sha256:bd7b74b503cc1777d7ae1385c286697e1c71348c01539cc993b4ceb0cce14a20\n";

Lockfile example() {
  Lockfile lockfile = locked({{"0001_accounts.sql", std::string(kVectors[0].text)},
                              {"0002_index.sql", std::string(kVectors[1].text)},
                              {"0002_index.down.sql", "DROP INDEX accounts_id;\n"}});
  lockfile.adopted_through = "0001";
  return lockfile;
}

TEST(LockVectors, Chain) {
  Digest previous{};
  for (const Vector& vector : kVectors) {
    const Digest digest = sha256(vector.text);
    EXPECT_EQ(to_hex(digest), vector.digest) << vector.name;
    previous = chain(previous, vector.version, vector.name, digest);
    EXPECT_EQ(to_hex(previous), vector.chain) << vector.name;
  }
}

TEST(LockVectors, HeadIsTheChainOfTheMigrationsAlone) {
  const Lockfile lockfile = example();
  EXPECT_EQ(to_hex(lockfile.head), kVectors[1].chain);
  EXPECT_EQ(names(lockfile), "0001_accounts.sql 0002_index.sql 0002_index.down.sql");
}

TEST(LockVectors, Text) {
  EXPECT_EQ(to_text(example()), kLockfile);
  const auto parsed = parse_lockfile(kLockfile, "migrations.lock");
  ASSERT_TRUE(parsed) << parsed.error().message;
  EXPECT_EQ(parsed.value(), example());
}

TEST(LockVectors, EmptyLockfile) {
  const std::string text = to_text(Lockfile{});
  EXPECT_TRUE(text.ends_with("order matters.\nhead sha256:" + std::string(64, '0') + "\n")) << text;
  const auto parsed = parse_lockfile(text, "migrations.lock");
  ASSERT_TRUE(parsed) << parsed.error().message;
  EXPECT_EQ(parsed.value(), Lockfile{});
}

}  // namespace
}  // namespace migc::compiler
