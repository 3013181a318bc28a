#include "postgres/ledger_table.h"

#include <libpq-fe.h>

#include "down_text.h"
#include "text.h"

namespace migc::postgres {
namespace {

constexpr std::string_view kUndefinedColumn = "42703";
constexpr std::string_view kUndefinedTable = "42P01";
constexpr std::string_view kUndefinedSchema = "3F000";

// In the order of parse_row. Text in every session, whatever its DateStyle.
constexpr std::string_view kColumns =
    "ordinal, version, name, digest, chain, state, batch, statements_done, intent_statement, "
    "intent_evidence, pg_catalog.to_char(pg_catalog.timezone('UTC', applied_at), "
    "'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') AS applied_at, applied_by, application, duration_ms, "
    "tokens, down_digest";

// A ledger of format 1 has no such column: a subquery's `tokens` is then the
// one of the query around it.
constexpr std::string_view kTokensOfFormat1 = "''::pg_catalog.text AS tokens";

// In the order of parse_history_line.
constexpr std::string_view kLineColumns =
    "pg_catalog.to_char(pg_catalog.timezone('UTC', happened_at), "
    "'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), event, version, name, batch, duration_ms, statement, "
    "error, "
    "sqlstate, done_by, application";

constexpr std::string_view kLedgerColumns =
    "set_name text COLLATE \"C\" NOT NULL, "
    "ordinal integer NOT NULL CHECK (ordinal > 0), "
    "version text COLLATE \"C\" NOT NULL, "
    "name text NOT NULL, "
    "digest text NOT NULL, "
    "chain text NOT NULL, "
    "tokens text NOT NULL DEFAULT '', "
    "state text NOT NULL CHECK (state IN ('started', 'applied', 'baselined', 'reverting')), "
    "batch integer NOT NULL, "
    "applied_at timestamptz NOT NULL DEFAULT clock_timestamp(), "
    "applied_by text NOT NULL DEFAULT session_user, "
    "application text NOT NULL DEFAULT current_setting('application_name'), "
    "duration_ms bigint NOT NULL DEFAULT 0, "
    "statements_done integer NOT NULL DEFAULT 0, "
    "intent_statement integer, "
    "intent_evidence text, "
    "down_statements text, "
    "down_digest text, "
    "PRIMARY KEY (set_name, ordinal), "
    "UNIQUE (set_name, version)";

constexpr std::string_view kHistoryColumns =
    "id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
    "happened_at timestamptz NOT NULL DEFAULT clock_timestamp(), "
    "set_name text COLLATE \"C\" NOT NULL, "
    "event text NOT NULL, "
    "ordinal integer NOT NULL, "
    "version text COLLATE \"C\" NOT NULL, "
    "name text NOT NULL, "
    "digest text NOT NULL, "
    "batch integer NOT NULL, "
    "duration_ms bigint NOT NULL, "
    "statement integer, "
    "error text, "
    "sqlstate text, "
    "done_by text NOT NULL DEFAULT session_user, "
    "application text NOT NULL DEFAULT current_setting('application_name')";

constexpr std::string_view kSetsColumns =
    "set_name text COLLATE \"C\" PRIMARY KEY, "
    "format integer NOT NULL, "
    "created_at timestamptz NOT NULL DEFAULT clock_timestamp(), "
    "catalog_at timestamptz, "
    "catalog_chain text";

constexpr std::string_view kCatalogColumns =
    "kind text COLLATE \"C\" NOT NULL, "
    "name text COLLATE \"C\" NOT NULL, "
    "digest text NOT NULL, "
    "PRIMARY KEY (name, kind)";

// $n, or the database's word for it when it is empty.
std::string application_or_default(std::string_view parameter) {
  return concat("coalesce(nullif(", parameter, ", ''), current_setting('application_name'))");
}

Error unreadable(const LedgerId& id) {
  return Error{.code = ErrorCode::ledger,
               .message = concat("the ledger ", qualified(id, id.table),
                                 " holds a row that no release of migc writes"),
               .help = "restore the ledger from a backup"};
}

std::string array_of(const Catalog& objects, std::string CatalogObject::*column) {
  std::string array = "{";
  for (const CatalogObject& object : objects) {
    array += concat(array.size() > 1 ? "," : "", quote_array_element(object.*column));
  }
  return array + "}";
}

bool changed_a_row(const Answer& answer) {
  return !answer.tag.ends_with(" 0");
}

}  // namespace

Error LedgerTable::error(const ServerError& error, Access access) const {
  return ledger_error(error, id_, access, PQuser(connection_.raw()));
}

Result<void> LedgerTable::done(const Reply& reply, Access access) const {
  if (!reply) return error(reply.error(), access);
  return {};
}

Result<Head> LedgerTable::head() const {
  const Reply reply = connection_.query(
      concat("SELECT s.format, l.* FROM (SELECT set_name, format, ", kTokensOfFormat1, " FROM ",
             sets(), ") s LEFT JOIN LATERAL (SELECT ", kColumns, " FROM ", ledger(),
             " WHERE set_name OPERATOR(pg_catalog.=) s.set_name ",
             "ORDER BY ordinal DESC LIMIT 1) l ON true ",
             "WHERE s.set_name OPERATOR(pg_catalog.=) $1"),
      {id_.set});
  if (!reply) {
    const std::string& why = reply.error().sqlstate;
    if (why == kUndefinedTable || why == kUndefinedSchema) return Head{};
    return error(reply.error(), Access::read);
  }
  Head head{.exists = true};
  if (reply->rows.empty()) return head;
  const Record& row = reply->rows.front();
  head.format = parse_number(row[0]).value_or(0);
  if (row[1].empty()) return head;
  head.last = parse_row(row, 1);
  if (!head.last && head.format <= kLedgerFormat) return unreadable(id_);
  return head;
}

Result<std::vector<LedgerRow>> LedgerTable::rows() const {
  const Reply reply =
      connection_.query(concat("SELECT l.* FROM (SELECT ", kTokensOfFormat1,
                               ") s CROSS JOIN LATERAL (SELECT ", kColumns, " FROM ", ledger(),
                               " WHERE set_name OPERATOR(pg_catalog.=) $1) l ORDER BY ordinal"),
                        {id_.set});
  if (!reply) return error(reply.error(), Access::read);
  std::vector<LedgerRow> rows;
  rows.reserve(reply->rows.size());
  for (const Record& record : reply->rows) {
    auto row = parse_row(record);
    if (!row) return unreadable(id_);
    rows.push_back(std::move(*row));
  }
  return rows;
}

Result<std::vector<HistoryLine>> LedgerTable::history_lines() const {
  const Reply reply =
      connection_.query(concat("SELECT ", kLineColumns, " FROM ", history(),
                               " WHERE set_name OPERATOR(pg_catalog.=) $1 ORDER BY id"),
                        {id_.set});
  if (!reply) return error(reply.error(), Access::read_history);
  std::vector<HistoryLine> lines;
  lines.reserve(reply->rows.size());
  for (const Record& record : reply->rows) lines.push_back(parse_history_line(record));
  return lines;
}

Result<std::string> LedgerTable::down(std::uint32_t ordinal) const {
  const Reply reply =
      connection_.query(concat("SELECT down_statements FROM ", ledger(),
                               " WHERE set_name OPERATOR(pg_catalog.=) $1 "
                               "AND ordinal OPERATOR(pg_catalog.=) $2::pg_catalog.int4"),
                        {id_.set, std::to_string(ordinal)});
  if (!reply) return error(reply.error(), Access::read);
  return reply->rows.empty() ? std::string() : reply->rows[0][0];
}

Result<std::optional<RecordedCatalog>> LedgerTable::recorded_catalog() const {
  const Reply recorded =
      connection_.query(concat("SELECT pg_catalog.to_char(pg_catalog.timezone('UTC', catalog_at), "
                               "'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), catalog_chain FROM ",
                               sets(), " WHERE set_name OPERATOR(pg_catalog.=) $1"),
                        {id_.set});
  if (!recorded && recorded.error().sqlstate == kUndefinedColumn) {
    return std::optional<RecordedCatalog>();  // format 1
  }
  if (!recorded) return error(recorded.error(), Access::read);
  const Reply reply = connection_.query(concat("SELECT kind, name, digest FROM ", catalog()));
  if (!reply) return error(reply.error(), Access::read_catalog);
  if (reply->rows.empty()) return std::optional<RecordedCatalog>();
  RecordedCatalog catalog;
  if (!recorded->rows.empty()) {
    catalog.at = recorded->rows[0][0];
    catalog.chain = recorded->rows[0][1];
  }
  for (const Record& row : reply->rows) catalog.objects.push_back({row[0], row[1], row[2]});
  return std::optional(std::move(catalog));
}

Result<std::size_t> LedgerTable::refused_statement(const Step& step) const {
  const Reply reply = connection_.query(
      concat("SELECT statement FROM (SELECT * FROM ", history(),
             " WHERE set_name OPERATOR(pg_catalog.=) $1 "
             "AND ordinal OPERATOR(pg_catalog.=) $2::pg_catalog.int4 "
             "AND digest OPERATOR(pg_catalog.=) $3 ORDER BY id DESC LIMIT 1) latest "
             "WHERE event OPERATOR(pg_catalog.=) 'failed' "
             "AND error OPERATOR(pg_catalog.=) 'statement_failed' "
             "AND COALESCE(sqlstate, '') OPERATOR(pg_catalog.!~) '^(08|40|53|55P03|57)'"),
      {id_.set, std::to_string(step.ordinal), hex(step.migration.digest)});
  if (!reply) return error(reply.error(), Access::write);
  if (reply->rows.empty()) return std::size_t{0};
  return std::size_t{parse_number(reply->rows[0][0]).value_or(0)};
}

Result<bool> LedgerTable::exists() const {
  const Reply reply = connection_.query("SELECT to_regclass($1) IS NOT NULL", {ledger()});
  if (!reply) return error(reply.error(), Access::read);
  return reply->rows[0][0] == "t";
}

// Looked up first: CREATE SCHEMA IF NOT EXISTS needs the right to create even
// when there is nothing to create.
Result<void> LedgerTable::create_schema() const {
  const Reply found =
      connection_.query("SELECT 1 FROM pg_namespace WHERE nspname = $1", {id_.schema});
  if (!found) return error(found.error(), Access::create_tables);
  if (!found->rows.empty()) return {};
  return done(connection_.run(concat("CREATE SCHEMA ", quote_identifier(id_.schema))),
              Access::create_schema);
}

std::string LedgerTable::create_catalog() const {
  return concat("CREATE TABLE IF NOT EXISTS ", catalog(), " (", kCatalogColumns, "); ",
                "COMMENT ON TABLE ", catalog(),
                " IS 'Objects as the last run left them; written by migc'; ");
}

Result<void> LedgerTable::create() const {
  if (auto schema = create_schema(); !schema) return schema;
  return done(
      connection_.run(concat(
          "CREATE TABLE ", ledger(), " (", kLedgerColumns, "); ",  //
          "CREATE TABLE ", history(), " (", kHistoryColumns, "); ", "CREATE TABLE ", sets(), " (",
          kSetsColumns, "); ", "COMMENT ON TABLE ", ledger(),
          " IS 'Applied migrations, one row each; written by migc'; ", "COMMENT ON TABLE ",
          history(), " IS 'What migc did, append-only'; ", create_catalog(), "COMMENT ON TABLE ",
          sets(), " IS 'Sets of migrations and the format of their ledger; written by migc'")),
      Access::create_tables);
}

// Looked up first: ALTER TABLE waits for everybody who reads or writes.
Result<void> LedgerTable::upgrade() const {
  const Reply found = connection_.query(
      "SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass($1) AND attname = 'tokens'",
      {ledger()});
  if (!found) return error(found.error(), Access::read);
  if (found->rows.empty()) {
    auto altered = done(
        connection_.run(concat(
            "ALTER TABLE ", ledger(), " ADD COLUMN IF NOT EXISTS tokens text NOT NULL DEFAULT ''; ",
            "ALTER TABLE ", sets(), " ADD COLUMN IF NOT EXISTS catalog_at timestamptz, ",
            "ADD COLUMN IF NOT EXISTS catalog_chain text; ", create_catalog())),
        Access::alter_tables);
    if (!altered) return altered;
  }
  return done(connection_.query(concat("UPDATE ", sets(), " SET format = $2::integer ",
                                       "WHERE set_name = $1 AND format < $2::integer"),
                                {id_.set, std::to_string(kLedgerFormat)}));
}

Result<void> LedgerTable::register_set() const {
  return done(connection_.query(concat("INSERT INTO ", sets(), " (set_name, format) ",
                                       "VALUES ($1, $2) ON CONFLICT DO NOTHING"),
                                {id_.set, std::to_string(kLedgerFormat)}));
}

// Two statements: the second one's snapshot is taken after the first has
// waited, so it sees what the one before us committed.
Result<std::optional<TransactionId>> LedgerTable::pass(const Fence& fence) const {
  const Reply locked = connection_.query(
      concat("SELECT 1 FROM ", sets(), " WHERE set_name = $1 FOR UPDATE"), {id_.set});
  if (!locked) return error(locked.error(), Access::write);
  const Reply reply = connection_.query(
      concat("SELECT pg_current_xact_id()::text, l.* FROM (SELECT 1) one LEFT JOIN (SELECT ",
             kColumns, " FROM ", ledger(),
             " WHERE set_name = $1 ORDER BY ordinal DESC LIMIT 1) l ON true"),
      {id_.set});
  if (!reply) return error(reply.error(), Access::write);
  const Record& row = reply->rows.front();
  if (!fence.holds(parse_row(row, 1))) return std::optional<TransactionId>();
  return std::optional<TransactionId>(row[0]);
}

Result<bool> LedgerTable::insert(const Step& step, RowState state, std::chrono::milliseconds took,
                                 const TransactionId& transaction) const {
  const Migration& migration = step.migration;
  const bool complete = state == RowState::applied;
  const Reply reply = connection_.query(
      concat(
          "INSERT INTO ", ledger(),
          " (set_name, ordinal, version, name, digest, chain, tokens, state, batch, duration_ms, "
          "statements_done, down_statements, down_digest, application) "
          "SELECT $1, $2::integer, $3, $4, $5, $6, $7, $8, $9::integer, $10::bigint, "
          "$11::integer, nullif($12, ''), nullif($13, ''), ",
          application_or_default("$14"), " WHERE pg_current_xact_id()::text = $15"),
      {id_.set, std::to_string(step.ordinal), std::string(migration.version),
       std::string(migration.name), hex(migration.digest), hex(migration.chain),
       hex(migration.tokens), std::string(to_text(state)), std::to_string(step.batch),
       std::to_string(took.count()), std::to_string(complete ? migration.statements.size() : 0),
       write_down(migration), down_digest(migration), application_, transaction});
  if (!reply) return error(reply.error(), Access::write);
  return changed_a_row(reply.value());
}

Result<bool> LedgerTable::set_statements_done(const Step& step, std::size_t done,
                                              const TransactionId& transaction) const {
  const Reply reply = connection_.query(
      concat("UPDATE ", ledger(),
             " SET statements_done = $3::integer, intent_statement = NULL, intent_evidence = NULL "
             "WHERE set_name = $1 AND ordinal = $2::integer AND pg_current_xact_id()::text = $4"),
      {id_.set, std::to_string(step.ordinal), std::to_string(done), transaction});
  if (!reply) return error(reply.error(), Access::write);
  return changed_a_row(reply.value());
}

Result<bool> LedgerTable::begin_undo(const Step& step, const TransactionId& transaction) const {
  const Reply reply = connection_.query(
      concat("UPDATE ", ledger(),
             " SET state = $3, statements_done = 0, intent_statement = NULL, "
             "intent_evidence = NULL, down_statements = $4, down_digest = $5 "
             "WHERE set_name = $1 AND ordinal = $2::integer AND pg_current_xact_id()::text = $6"),
      {id_.set, std::to_string(step.ordinal), std::string(to_text(RowState::reverting)),
       write_down(step.migration), down_digest(step.migration), transaction});
  if (!reply) return error(reply.error(), Access::write);
  return changed_a_row(reply.value());
}

Result<bool> LedgerTable::erase(const Step& step, const TransactionId& transaction) const {
  const Reply reply = connection_.query(
      concat("DELETE FROM ", ledger(), " WHERE set_name = $1 AND ordinal = $2::integer ",
             "AND pg_current_xact_id()::text = $3"),
      {id_.set, std::to_string(step.ordinal), transaction});
  if (!reply) return error(reply.error(), Access::write);
  return changed_a_row(reply.value());
}

Result<void> LedgerTable::set_intent(const Step& step, std::size_t statement,
                                     const std::string& evidence) const {
  return done(connection_.query(
      concat("UPDATE ", ledger(), " SET intent_statement = $3::integer, intent_evidence = $4 ",
             "WHERE set_name = $1 AND ordinal = $2::integer"),
      {id_.set, std::to_string(step.ordinal), std::to_string(statement), evidence}));
}

Result<void> LedgerTable::clear_intent(const Step& step) const {
  return done(connection_.query(
      concat("UPDATE ", ledger(), " SET intent_statement = NULL, intent_evidence = NULL ",
             "WHERE set_name = $1 AND ordinal = $2::integer"),
      {id_.set, std::to_string(step.ordinal)}));
}

Result<void> LedgerTable::repin(const Step& step) const {
  const Migration& migration = step.migration;
  return done(
      connection_.query(concat("UPDATE ", ledger(), " SET digest = $3, chain = $4, tokens = $5 ",
                               "WHERE set_name = $1 AND ordinal = $2::integer"),
                        {id_.set, std::to_string(step.ordinal), hex(migration.digest),
                         hex(migration.chain), hex(migration.tokens)}));
}

Result<void> LedgerTable::update_catalog(const CatalogUpdate& update,
                                         const std::string& chain) const {
  auto removed = done(connection_.query(
      concat("DELETE FROM ", catalog(), " c USING unnest($1::text[], $2::text[]) r(kind, name) ",
             "WHERE c.kind = r.kind AND c.name = r.name"),
      {array_of(update.removed, &CatalogObject::kind),
       array_of(update.removed, &CatalogObject::name)}));
  if (!removed) return removed;
  auto written = done(
      connection_.query(concat("INSERT INTO ", catalog(), " (kind, name, digest) ",
                               "SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) ",
                               "ON CONFLICT (name, kind) DO UPDATE SET digest = excluded.digest"),
                        {array_of(update.written, &CatalogObject::kind),
                         array_of(update.written, &CatalogObject::name),
                         array_of(update.written, &CatalogObject::digest)}));
  if (!written) return written;
  return done(connection_.query(
      concat("UPDATE ", sets(), " SET catalog_at = clock_timestamp(), catalog_chain = $2 ",
             "WHERE set_name = $1"),
      {id_.set, chain}));
}

Result<void> LedgerTable::finish(const Step& step, RowState state,
                                 std::chrono::milliseconds took) const {
  return done(connection_.query(
      concat("UPDATE ", ledger(),
             " SET state = $3, duration_ms = duration_ms + $4::bigint, intent_statement = NULL, "
             "intent_evidence = NULL, applied_at = clock_timestamp() "
             "WHERE set_name = $1 AND ordinal = $2::integer"),
      {id_.set, std::to_string(step.ordinal), std::string(to_text(state)),
       std::to_string(took.count())}));
}

Result<void> LedgerTable::record(const HistoryEntry& entry) const {
  const Migration& migration = entry.step.migration;
  return done(connection_.query(
      concat("INSERT INTO ", history(),
             " (set_name, event, ordinal, version, name, digest, batch, duration_ms, statement, "
             "error, sqlstate, application) SELECT $1, $2, $3::integer, $4, $5, $6, $7::integer, "
             "$8::bigint, nullif($9::integer, 0), nullif($10, ''), nullif($11, ''), ",
             application_or_default("$12")),
      {id_.set, std::string(to_text(entry.event)), std::to_string(entry.step.ordinal),
       std::string(migration.version), std::string(migration.name), hex(migration.digest),
       std::to_string(entry.step.batch), std::to_string(entry.took.count()),
       std::to_string(entry.statement), entry.error, entry.sqlstate, application_}));
}

Result<std::string> find_user_table(Connection& connection) {
  const Reply reply = connection.query(
      "SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) FROM pg_catalog.pg_class c "
      "JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace "
      "WHERE c.relkind OPERATOR(pg_catalog.=) ANY ('{r,p,f}'::pg_catalog.\"char\"[]) AND "
      "c.relpersistence OPERATOR(pg_catalog.<>) 't' "
      "AND n.nspname OPERATOR(pg_catalog.<>) 'information_schema' "
      "AND n.nspname OPERATOR(pg_catalog.!~~) 'pg\\_%' "
      "AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d "
      "WHERE d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass "
      "AND d.objid OPERATOR(pg_catalog.=) c.oid AND d.deptype OPERATOR(pg_catalog.=) 'e') "
      "ORDER BY 1 LIMIT 1");
  if (!reply) return session_error(reply.error(), "look for tables");
  return reply->rows.empty() ? std::string() : reply->rows[0][0];
}

}  // namespace migc::postgres
