// The parts of the PostgreSQL adapter that need no server.
#include <gtest/gtest.h>

#include "postgres/conninfo.h"
#include "postgres/lock.h"
#include "postgres/session.h"

namespace migc::postgres {
namespace {

// Persisted: the test vectors of the documentation. Never change them.
TEST(LockKey, IsWhatAllReleasesAgreeOn) {
  EXPECT_EQ(lock_key({"public", "migc_ledger", "shop"}), 1748755003987148510);
  EXPECT_EQ(lock_key({"public", "migc_ledger", ""}), -3425069649518884094);
  EXPECT_EQ(lock_key({"größe", "applied", "a b"}), 7474291936592114212);
}

TEST(LockKey, KeepsItsPartsApart) {
  EXPECT_NE(lock_key({"a", "b", "c"}), lock_key({"ab", "", "c"}));
  EXPECT_NE(lock_key({"a", "b", "c"}), lock_key({"a", "bc", ""}));
}

TEST(Conninfo, IsTakenAsMeantOnlyWhenItIsClear) {
  for (const char* const clear :
       {"", "host=a password='p w'", "postgresql://", "postgres://host/db", "postgresql://u@h",
        "postgresql://u:p@h:5432/db?connect_timeout=1", "postgresql://u:p%40%2F@h/db",
        "postgresql://h1:1,h2:2/db", "postgresql:///db?host=/tmp", "postgresql://u:@h",
        "postgresql://u:p?w@h/db"}) {
    EXPECT_TRUE(parses_as_meant(clear)) << clear;
  }
  for (const char* const unclear :
       {"postgresql://u:p@w@h/db", "postgresql://u:p/w@h/db", "postgresql://u:secret",
        "postgresql://u:%zz@h", "host=a b", "postgresql://[::1"}) {
    EXPECT_FALSE(parses_as_meant(unclear)) << unclear;
  }
}

TEST(Conninfo, RemovesThePasswordFromLibpqsWords) {
  EXPECT_EQ(safe_message("postgresql://u:s3cr%33t@h/db", "first s3cr3t\n\tsecond s3cr3t\n"),
            "first ***; second ***");
  EXPECT_EQ(safe_message("password=x host=h", "no such host\n"), "no such host");
  EXPECT_EQ(safe_message("postgresql://u:p@w@h/db", "could not find w@h"),
            "could not connect, and the connection text is ambiguous");
}

TEST(Session, QuotesLiterals) {
  EXPECT_EQ(quote_literal("it's \\n"), "'it''s \\n'");
}

TEST(Session, LetsAMigrationsTimeoutsWin) {
  using std::chrono::milliseconds;
  Migration migration{};
  const Options options{.lock_timeout = milliseconds(5), .statement_timeout = milliseconds(6)};
  EXPECT_EQ(timeouts_for(migration, options).lock, milliseconds(5));
  migration.lock_timeout_ms = 7;
  migration.statement_timeout_ms = 8;
  EXPECT_EQ(timeouts_for(migration, options).lock, milliseconds(7));
  EXPECT_EQ(timeouts_for(migration, options).statement, milliseconds(8));
}

}  // namespace
}  // namespace migc::postgres
