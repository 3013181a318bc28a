#include "compiler/base/digest.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace migc::compiler {
namespace {

TEST(Digest, KnownVectors) {
  struct Case {
    std::string bytes;
    std::string_view hex;
  };
  const Case cases[] = {
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
      {std::string(1'000'000, 'a'),
       "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
  };
  for (const Case& c : cases) EXPECT_EQ(to_hex(sha256(c.bytes)), c.hex);
}

TEST(Digest, FromHex) {
  const std::string good = to_hex(sha256("x"));
  ASSERT_TRUE(digest_from_hex(good));
  EXPECT_EQ(*digest_from_hex(good), sha256("x"));
  std::string upper = good;
  upper[0] = 'F';
  std::string other = good;
  other[63] = 'g';
  const std::string bad[] = {"", good + "0", good.substr(1), upper, other, std::string(64, ' ')};
  for (const std::string& text : bad) EXPECT_FALSE(digest_from_hex(text)) << text;
}

// The documented vectors, computed with another program:
//   printf '\0…' | sha256sum over previous chain, and length and bytes of each field.
TEST(Digest, ChainVectors) {
  const Digest first = chain(Digest{}, "0001", "accounts", sha256("SELECT 1;\n"));
  EXPECT_EQ(to_hex(first), "86ba005ddb5fa9fd80d4c1b41f1f8a8bd1d4d749d8e44862ab9ad032a7fa92ff");
  EXPECT_EQ(to_hex(chain(first, "0002", "größe", sha256(""))),
            "dcb04b4e501c58850e7a06ab6aaf93e13aa7f2daebcb54706dc07c9f104654dc");
}

TEST(Digest, ChainKeepsFieldsApart) {
  const Digest text = sha256("x");
  EXPECT_NE(chain(Digest{}, "1", "2_a", text), chain(Digest{}, "12", "_a", text));
  EXPECT_NE(chain(Digest{}, "1", "a", text), chain(sha256(""), "1", "a", text));
  EXPECT_NE(chain(Digest{}, "1", "a", text), chain(Digest{}, "01", "a", text));
}

}  // namespace
}  // namespace migc::compiler
