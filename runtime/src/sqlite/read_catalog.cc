#include "sqlite/read_catalog.h"

#include "sqlite/errors.h"

namespace migc::sqlite {

Result<Catalog> read_catalog(Connection& connection, const LedgerId& ledger) {
  const Reply reply = connection.run(
      "SELECT type, name, sql FROM main.sqlite_master "
      "WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!' "
      "AND tbl_name COLLATE NOCASE NOT IN (?1, ?2, ?3, ?4)",
      {ledger.table, history_table(ledger), sets_table(ledger), catalog_table(ledger)});
  if (!reply) return engine_error(reply.error(), "read the catalog");
  Catalog catalog;
  for (const Record& row : reply.value()) catalog.push_back({row[0], row[1], row[2]});
  return catalog;
}

}  // namespace migc::sqlite
