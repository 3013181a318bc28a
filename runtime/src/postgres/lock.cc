#include "postgres/lock.h"

#include <string>
#include <string_view>

#include "postgres/errors.h"
#include "postgres/holder.h"
#include "text.h"

namespace migc::postgres {
namespace {

class Fnv1a {
 public:
  void add(char byte) {
    hash_ ^= static_cast<unsigned char>(byte);
    hash_ *= 0x100000001b3U;
  }
  void add(std::string_view text) {
    for (const char byte : text) add(byte);
  }
  std::uint64_t hash() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325U;
};

// Who has the lock, as pg_locks shows a 64-bit key: its halves, objsubid 1.
constexpr std::string_view kWhoHolds =
    " FROM pg_catalog.pg_locks l "
    "JOIN pg_catalog.pg_stat_activity a ON a.pid OPERATOR(pg_catalog.=) l.pid "
    "WHERE l.locktype OPERATOR(pg_catalog.=) 'advisory' AND l.granted "
    "AND l.database OPERATOR(pg_catalog.=) a.datid "
    "AND a.datname OPERATOR(pg_catalog.=) pg_catalog.current_database() "
    "AND l.classid OPERATOR(pg_catalog.=) $1::pg_catalog.oid "
    "AND l.objid OPERATOR(pg_catalog.=) $2::pg_catalog.oid "
    "AND l.objsubid OPERATOR(pg_catalog.=) 1";

}  // namespace

std::int64_t lock_key(const LedgerId& ledger) {
  Fnv1a fnv;
  fnv.add("migc");
  for (const std::string& part : {ledger.schema, ledger.table, ledger.set}) {
    fnv.add('\0');
    fnv.add(part);
  }
  return static_cast<std::int64_t>(fnv.hash());
}

Holder find_holder(Connection& connection, std::int64_t key) {
  const auto bits = static_cast<std::uint64_t>(key);
  const Reply reply =
      connection.query(concat("SELECT ", kHolderColumns, kWhoHolds),
                       {std::to_string(bits >> 32U), std::to_string(bits & 0xffffffffU)});
  if (!reply || reply->rows.empty()) return {};
  return read_holder(reply->rows.front());
}

Result<LockAttempt> try_lock(Connection& connection, const LedgerId& ledger) {
  const std::int64_t key = lock_key(ledger);
  const Reply reply =
      connection.query("SELECT pg_catalog.pg_try_advisory_lock($1)", {std::to_string(key)});
  if (!reply) return session_error(reply.error(), "ask for the migration lock");
  if (reply->rows[0][0] == "t") return LockAttempt{.taken = true};
  return LockAttempt{.holder = find_holder(connection, key)};
}

void unlock(Connection& connection, const LedgerId& ledger) {
  [[maybe_unused]] const Reply ignored = connection.query(
      "SELECT pg_catalog.pg_advisory_unlock($1)", {std::to_string(lock_key(ledger))});
}

}  // namespace migc::postgres
