#include "postgres/read_catalog.h"

#include "postgres/errors.h"
#include "text.h"

namespace migc::postgres {
namespace {

// Each part selects kind, name and definition, a row of whatever defines it.
constexpr std::string_view kSchemas =
    "SELECT 'schema', format('%I', n.nspname), ROW(n.nspowner::regrole, n.nspacl) "
    "FROM ours n";

constexpr std::string_view kRelations =
    "SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' "
    "WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'foreign table' ELSE 'table' END, "
    "format('%I.%I', n.nspname, c.relname), "
    "ROW(c.relkind, c.relpersistence, c.relrowsecurity, c.relforcerowsecurity, "
    "c.reloptions, c.relowner::regrole, c.relacl, pg_get_expr(c.relpartbound, c.oid), "
    "CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END, "
    "CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END, "
    "(SELECT string_agg(i.inhparent::regclass::text, ',' ORDER BY i.inhseqno) "
    "FROM pg_inherits i WHERE i.inhrelid = c.oid), "
    "(SELECT concat_ws(',', s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmax, s.seqmin, "
    "s.seqcache, s.seqcycle) FROM pg_sequence s WHERE s.seqrelid = c.oid)) "
    "FROM relations c JOIN ours n ON n.oid = c.relnamespace WHERE c.relkind <> 'c'";

constexpr std::string_view kColumns =
    "SELECT 'column', format('%I.%I.%I', n.nspname, c.relname, a.attname), "
    "ROW(format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, "
    "a.attgenerated, a.attcollation::regcollation, a.attacl, "
    "pg_get_expr(d.adbin, d.adrelid)) "
    "FROM relations c JOIN ours n ON n.oid = c.relnamespace "
    "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
    "LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum "
    "WHERE c.relkind <> 'S'";

constexpr std::string_view kConstraints =
    "SELECT 'constraint', format('%I.%I.%I', n.nspname, c.relname, k.conname), "
    "ROW(pg_get_constraintdef(k.oid), k.convalidated) "
    "FROM pg_constraint k JOIN relations c ON c.oid = k.conrelid "
    "JOIN ours n ON n.oid = c.relnamespace";

constexpr std::string_view kIndexes =
    "SELECT 'index', format('%I.%I', n.nspname, x.relname), "
    "ROW(pg_get_indexdef(i.indexrelid), i.indisvalid, x.reloptions) "
    "FROM pg_index i JOIN relations c ON c.oid = i.indrelid "
    "JOIN pg_class x ON x.oid = i.indexrelid JOIN ours n ON n.oid = x.relnamespace";

constexpr std::string_view kRoutines =
    "SELECT 'routine', format('%I.%I(%s)', n.nspname, p.proname, "
    "pg_get_function_identity_arguments(p.oid)), "
    "ROW(p.proowner::regrole, p.proacl, CASE WHEN p.prokind = 'a' "
    "THEN (SELECT concat_ws(',', g.aggtransfn, g.aggfinalfn, g.agginitval) FROM pg_aggregate g "
    "WHERE g.aggfnoid = p.oid) ELSE pg_get_functiondef(p.oid) END) "
    "FROM pg_proc p JOIN ours n ON n.oid = p.pronamespace "
    "WHERE NOT EXISTS (SELECT 1 FROM members m "
    "WHERE m.classid = 'pg_proc'::regclass AND m.objid = p.oid)";

constexpr std::string_view kTriggers =
    "SELECT 'trigger', format('%I.%I.%I', n.nspname, c.relname, t.tgname), "
    "ROW(pg_get_triggerdef(t.oid), t.tgenabled) "
    "FROM pg_trigger t JOIN relations c ON c.oid = t.tgrelid "
    "JOIN ours n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal";

constexpr std::string_view kPolicies =
    "SELECT 'policy', format('%I.%I.%I', n.nspname, c.relname, p.polname), "
    "ROW(p.polcmd, p.polpermissive, p.polroles::regrole[], "
    "pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) "
    "FROM pg_policy p JOIN relations c ON c.oid = p.polrelid "
    "JOIN ours n ON n.oid = c.relnamespace";

constexpr std::string_view kRules =
    "SELECT 'rule', format('%I.%I.%I', n.nspname, c.relname, r.rulename), "
    "ROW(pg_get_ruledef(r.oid), r.ev_enabled) "
    "FROM pg_rewrite r JOIN relations c ON c.oid = r.ev_class "
    "JOIN ours n ON n.oid = c.relnamespace WHERE r.rulename <> '_RETURN'";

// A table's own row type is the table; arrays follow their elements.
constexpr std::string_view kTypes =
    "SELECT 'type', format('%I.%I', n.nspname, t.typname), "
    "ROW(t.typtype, t.typowner::regrole, t.typacl, t.typnotnull, t.typdefault, "
    "CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END, "
    "(SELECT string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder) FROM pg_enum e "
    "WHERE e.enumtypid = t.oid), "
    "(SELECT string_agg(pg_get_constraintdef(k.oid), ',' ORDER BY k.conname) "
    "FROM pg_constraint k WHERE k.contypid = t.oid)) "
    "FROM pg_type t JOIN ours n ON n.oid = t.typnamespace "
    "LEFT JOIN pg_class c ON c.oid = t.typrelid "
    "WHERE t.typtype IN ('e', 'd', 'r', 'c') AND (c.relkind = 'c' OR t.typrelid = 0) "
    "AND NOT EXISTS (SELECT 1 FROM members m "
    "WHERE m.classid = 'pg_type'::regclass AND m.objid = t.oid)";

constexpr std::string_view kExtensions =
    "SELECT 'extension', format('%I', e.extname), ROW(e.extversion) FROM pg_extension e";

// $1 is the ledger's schema, $2 an array of the names of its tables.
constexpr std::string_view kOurs =
    "WITH ours AS (SELECT * FROM pg_namespace "
    "WHERE nspname <> 'information_schema' AND nspname !~ '^pg_'), "
    "members AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'), "
    "relations AS (SELECT c.* FROM pg_class c JOIN ours n ON n.oid = c.relnamespace "
    "WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S', 'c') AND c.relpersistence <> 't' "
    "AND NOT (n.nspname = $1 AND c.relname = ANY ($2::text[])) "
    "AND NOT EXISTS (SELECT 1 FROM members m "
    "WHERE m.classid = 'pg_class'::regclass AND m.objid = c.oid)), "
    "objects(kind, name, definition) AS (";

// Converting to the database's own encoding is no conversion: just its bytes.
constexpr std::string_view kDigests =
    ") SELECT kind, name, encode(sha256(convert_to(definition::text, getdatabaseencoding())), "
    "'hex') "
    "FROM objects";

std::string query_text() {
  std::string text(kOurs);
  bool first = true;
  for (const std::string_view part :
       {kSchemas, kRelations, kColumns, kConstraints, kIndexes, kRoutines, kTriggers, kPolicies,
        kRules, kTypes, kExtensions}) {
    text += concat(first ? "" : " UNION ALL ", part);
    first = false;
  }
  return text.append(kDigests);
}

// The ledger's identity column has a sequence of its own.
std::string tables_of(const LedgerId& ledger) {
  std::string array = "{";
  for (const std::string& table :
       {ledger.table, history_table(ledger), sets_table(ledger), catalog_table(ledger),
        concat(history_table(ledger), "_id_seq")}) {
    array += concat(array.size() > 1 ? "," : "", quote_array_element(table));
  }
  return array + "}";
}

}  // namespace

Result<Catalog> read_catalog(Connection& connection, const LedgerId& ledger) {
  const Reply reply = connection.query(query_text(), {ledger.schema, tables_of(ledger)});
  if (!reply) return session_error(reply.error(), "read the catalog");
  Catalog catalog;
  catalog.reserve(reply->rows.size());
  for (const Record& row : reply->rows) catalog.push_back({row[0], row[1], row[2]});
  return catalog;
}

}  // namespace migc::postgres
