#include "sqlite/ledger_table.h"

#include "down_text.h"
#include "text.h"
#include "user.h"

namespace migc::sqlite {
namespace {

// In the order of parse_row.
constexpr std::string_view kColumns =
    "ordinal, version, name, digest, chain, state, batch, statements_done, intent_statement, "
    "intent_evidence, applied_at, applied_by, application, duration_ms, tokens, down_digest";

// The same of a ledger of format 1, which has no tokens.
constexpr std::string_view kColumnsOfFormat1 =
    "ordinal, version, name, digest, chain, state, batch, statements_done, intent_statement, "
    "intent_evidence, applied_at, applied_by, application, duration_ms, '', down_digest";

// In the order of parse_history_line.
constexpr std::string_view kLineColumns =
    "happened_at, event, version, name, batch, duration_ms, statement, error, '', done_by, "
    "application";

constexpr std::string_view kNow = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')";

std::string ledger_columns() {
  return concat(
      "set_name TEXT NOT NULL, "
      "ordinal INTEGER NOT NULL CHECK (ordinal > 0), "
      "version TEXT NOT NULL, "
      "name TEXT NOT NULL, "
      "digest TEXT NOT NULL, "
      "chain TEXT NOT NULL, "
      "tokens TEXT NOT NULL DEFAULT '', "
      "state TEXT NOT NULL CHECK (state IN ('started', 'applied', 'baselined', 'reverting')), "
      "batch INTEGER NOT NULL, "
      "applied_at TEXT NOT NULL DEFAULT (",
      kNow,
      "), "
      "applied_by TEXT NOT NULL DEFAULT '', "
      "application TEXT NOT NULL DEFAULT '', "
      "duration_ms INTEGER NOT NULL DEFAULT 0, "
      "statements_done INTEGER NOT NULL DEFAULT 0, "
      "intent_statement INTEGER, "
      "intent_evidence TEXT, "
      "down_statements TEXT, "
      "down_digest TEXT, "
      "PRIMARY KEY (set_name, ordinal), "
      "UNIQUE (set_name, version)");
}

std::string history_columns() {
  return concat(
      "id INTEGER PRIMARY KEY AUTOINCREMENT, "
      "happened_at TEXT NOT NULL DEFAULT (",
      kNow,
      "), "
      "set_name TEXT NOT NULL, "
      "event TEXT NOT NULL, "
      "ordinal INTEGER NOT NULL, "
      "version TEXT NOT NULL, "
      "name TEXT NOT NULL, "
      "digest TEXT NOT NULL, "
      "batch INTEGER NOT NULL, "
      "duration_ms INTEGER NOT NULL, "
      "statement INTEGER, "
      "error TEXT, "
      "done_by TEXT NOT NULL DEFAULT '', "
      "application TEXT NOT NULL DEFAULT ''");
}

std::string sets_columns() {
  return concat(
      "set_name TEXT PRIMARY KEY NOT NULL, "
      "format INTEGER NOT NULL, "
      "created_at TEXT NOT NULL DEFAULT (",
      kNow,
      "), "
      "catalog_at TEXT, "
      "catalog_chain TEXT");
}

constexpr std::string_view kCatalogColumns =
    "kind TEXT NOT NULL, "
    "name TEXT NOT NULL, "
    "digest TEXT NOT NULL, "
    "PRIMARY KEY (name, kind)";

std::string in_main(std::string_view table) {
  return concat("main.", quote_identifier(table));
}

Error unreadable(const LedgerId& id) {
  return Error{.code = ErrorCode::ledger,
               .message = concat("the ledger ", quote_identifier(id.table),
                                 " holds a row that no release of migc writes"),
               .help = "restore the ledger from a backup"};
}

}  // namespace

std::string LedgerTable::ledger() const {
  return in_main(id_.table);
}
std::string LedgerTable::history() const {
  return in_main(history_table(id_));
}
std::string LedgerTable::catalog() const {
  return in_main(catalog_table(id_));
}
std::string LedgerTable::sets() const {
  return in_main(sets_table(id_));
}

Result<void> LedgerTable::done(const Reply& reply) const {
  if (!reply) return engine_error(reply.error(), concat("write the ledger ", ledger()));
  return {};
}

Result<bool> LedgerTable::exists() const {
  const Reply reply = connection_.run(
      "SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND name = ?1 COLLATE NOCASE",
      {id_.table});
  if (!reply) return engine_error(reply.error(), "read the database");
  return !reply->empty();
}

Result<bool> LedgerTable::has_tokens() const {
  const Reply reply = connection_.run(
      "SELECT 1 FROM pragma_table_info(?1, 'main') WHERE name = 'tokens'", {id_.table});
  if (!reply) return engine_error(reply.error(), "read the database");
  return !reply->empty();
}

Result<std::string_view> LedgerTable::columns() const {
  const auto current = has_tokens();
  if (!current) return current.error();
  return current.value() ? kColumns : kColumnsOfFormat1;
}

// The tables come in one commit, so whoever sees one may read all. Asking only
// after a failure would take a ledger made in between for a broken one.
Result<Head> LedgerTable::head() const {
  auto there = exists();
  if (!there) return std::move(there).error();
  if (!there.value()) return Head{};
  const auto wanted = columns();
  if (!wanted) return wanted.error();
  const Reply reply = connection_.run(
      concat("SELECT format, ", wanted.value(), " FROM ", sets(), " LEFT JOIN ", ledger(),
             " USING (set_name) WHERE set_name = ?1 ORDER BY ordinal DESC LIMIT 1"),
      {id_.set});
  if (!reply) return engine_error(reply.error(), concat("read the ledger ", ledger()));
  Head head{.exists = true};
  if (reply->empty()) return head;
  const Record& row = reply->front();
  head.format = parse_number(row[0]).value_or(0);
  if (row[1].empty()) return head;
  head.last = parse_row(row, 1);
  if (!head.last && head.format <= kLedgerFormat) return unreadable(id_);
  return head;
}

Result<std::vector<LedgerRow>> LedgerTable::rows() const {
  const auto wanted = columns();
  if (!wanted) return wanted.error();
  const Reply reply = connection_.run(concat("SELECT ", wanted.value(), " FROM ", ledger(),
                                             " WHERE set_name = ?1 ORDER BY ordinal"),
                                      {id_.set});
  if (!reply) return engine_error(reply.error(), concat("read the ledger ", ledger()));
  std::vector<LedgerRow> rows;
  rows.reserve(reply->size());
  for (const Record& record : reply.value()) {
    auto row = parse_row(record);
    if (!row) return unreadable(id_);
    rows.push_back(std::move(*row));
  }
  return rows;
}

Result<std::vector<HistoryLine>> LedgerTable::history_lines() const {
  const Reply reply = connection_.run(
      concat("SELECT ", kLineColumns, " FROM ", history(), " WHERE set_name = ?1 ORDER BY id"),
      {id_.set});
  if (!reply) return engine_error(reply.error(), concat("read the history ", history()));
  std::vector<HistoryLine> lines;
  lines.reserve(reply->size());
  for (const Record& record : reply.value()) lines.push_back(parse_history_line(record));
  return lines;
}

Result<std::string> LedgerTable::down(std::uint32_t ordinal) const {
  const Reply reply = connection_.run(
      concat("SELECT down_statements FROM ", ledger(), " WHERE set_name = ?1 AND ordinal = ?2"),
      {id_.set, std::to_string(ordinal)});
  if (!reply) return engine_error(reply.error(), concat("read the ledger ", ledger()));
  return reply->empty() ? std::string() : reply->front().front();
}

Result<std::optional<RecordedCatalog>> LedgerTable::recorded_catalog() const {
  const auto current = has_tokens();
  if (!current) return current.error();
  if (!current.value()) return std::optional<RecordedCatalog>();
  const Reply recorded = connection_.run(
      concat("SELECT catalog_at, catalog_chain FROM ", sets(), " WHERE set_name = ?1"), {id_.set});
  if (!recorded) return engine_error(recorded.error(), concat("read the ledger ", sets()));
  const Reply reply = connection_.run(concat("SELECT kind, name, digest FROM ", catalog()));
  if (!reply) return engine_error(reply.error(), concat("read the ledger ", catalog()));
  if (reply->empty()) return std::optional<RecordedCatalog>();
  RecordedCatalog catalog;
  if (!recorded->empty()) {
    catalog.at = recorded->front()[0];
    catalog.chain = recorded->front()[1];
  }
  for (const Record& row : reply.value()) catalog.objects.push_back({row[0], row[1], row[2]});
  return std::optional(std::move(catalog));
}

Result<void> LedgerTable::create() const {
  for (const std::string& statement :
       {concat("CREATE TABLE ", ledger(), " (", ledger_columns(), ")"),
        concat("CREATE TABLE ", history(), " (", history_columns(), ")"),
        concat("CREATE TABLE ", sets(), " (", sets_columns(), ")"),
        concat("CREATE TABLE ", catalog(), " (", kCatalogColumns, ")")}) {
    if (auto created = done(connection_.run(statement)); !created) return created;
  }
  return {};
}

Result<void> LedgerTable::upgrade() const {
  const auto current = has_tokens();
  if (!current) return current.error();
  std::vector<std::string> statements;
  if (!current.value()) {
    statements = {concat("ALTER TABLE ", ledger(), " ADD COLUMN tokens TEXT NOT NULL DEFAULT ''"),
                  concat("ALTER TABLE ", sets(), " ADD COLUMN catalog_at TEXT"),
                  concat("ALTER TABLE ", sets(), " ADD COLUMN catalog_chain TEXT"),
                  concat("CREATE TABLE ", catalog(), " (", kCatalogColumns, ")")};
  }
  for (const std::string& statement : statements) {
    if (auto altered = done(connection_.run(statement)); !altered) return altered;
  }
  return done(connection_.run(
      concat("UPDATE ", sets(), " SET format = ?2 WHERE set_name = ?1 AND format < ?2"),
      {id_.set, std::to_string(kLedgerFormat)}));
}

Result<void> LedgerTable::register_set() const {
  return done(connection_.run(
      concat("INSERT OR IGNORE INTO ", sets(), " (set_name, format) VALUES (?1, ?2)"),
      {id_.set, std::to_string(kLedgerFormat)}));
}

Result<std::optional<LedgerRow>> LedgerTable::last() const {
  const Reply reply = connection_.run(concat("SELECT ", kColumns, " FROM ", ledger(),
                                             " WHERE set_name = ?1 ORDER BY ordinal DESC LIMIT 1"),
                                      {id_.set});
  if (!reply) return engine_error(reply.error(), concat("read the ledger ", ledger()));
  if (reply->empty()) return std::optional<LedgerRow>();
  return parse_row(reply->front());
}

Result<bool> LedgerTable::passes(const Fence& fence) const {
  const auto row = last();
  if (!row) return row.error();
  return fence.holds(row.value());
}

Result<void> LedgerTable::insert(const Step& step, RowState state,
                                 std::chrono::milliseconds took) const {
  const Migration& migration = step.migration;
  const bool complete = state == RowState::applied;
  return done(connection_.run(
      concat("INSERT INTO ", ledger(),
             " (set_name, ordinal, version, name, digest, chain, tokens, state, batch, "
             "duration_ms, statements_done, down_statements, down_digest, applied_by, application) "
             "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, nullif(?12, ''), "
             "nullif(?13, ''), ?14, ?15)"),
      {id_.set, std::to_string(step.ordinal), std::string(migration.version),
       std::string(migration.name), hex(migration.digest), hex(migration.chain),
       hex(migration.tokens), std::string(to_text(state)), std::to_string(step.batch),
       std::to_string(took.count()), std::to_string(complete ? migration.statements.size() : 0),
       write_down(migration), down_digest(migration), user_of_system(), application_}));
}

Result<void> LedgerTable::set_statements_done(const Step& step, std::size_t count) const {
  return done(connection_.run(
      concat("UPDATE ", ledger(), " SET statements_done = ?3 WHERE set_name = ?1 AND ordinal = ?2"),
      {id_.set, std::to_string(step.ordinal), std::to_string(count)}));
}

Result<void> LedgerTable::begin_undo(const Step& step) const {
  return done(connection_.run(
      concat("UPDATE ", ledger(),
             " SET state = ?3, statements_done = 0, down_statements = ?4, down_digest = ?5 "
             "WHERE set_name = ?1 AND ordinal = ?2"),
      {id_.set, std::to_string(step.ordinal), std::string(to_text(RowState::reverting)),
       write_down(step.migration), down_digest(step.migration)}));
}

Result<void> LedgerTable::erase(const Step& step) const {
  return done(
      connection_.run(concat("DELETE FROM ", ledger(), " WHERE set_name = ?1 AND ordinal = ?2"),
                      {id_.set, std::to_string(step.ordinal)}));
}

Result<void> LedgerTable::repin(const Step& step) const {
  const Migration& migration = step.migration;
  return done(connection_.run(concat("UPDATE ", ledger(),
                                     " SET digest = ?3, chain = ?4, tokens = ?5 "
                                     "WHERE set_name = ?1 AND ordinal = ?2"),
                              {id_.set, std::to_string(step.ordinal), hex(migration.digest),
                               hex(migration.chain), hex(migration.tokens)}));
}

Result<void> LedgerTable::update_catalog(const CatalogUpdate& update,
                                         const std::string& chain) const {
  for (const CatalogObject& object : update.removed) {
    auto removed =
        done(connection_.run(concat("DELETE FROM ", catalog(), " WHERE name = ?1 AND kind = ?2"),
                             {object.name, object.kind}));
    if (!removed) return removed;
  }
  for (const CatalogObject& object : update.written) {
    auto written = done(connection_.run(
        concat("INSERT OR REPLACE INTO ", catalog(), " (kind, name, digest) VALUES (?1, ?2, ?3)"),
        {object.kind, object.name, object.digest}));
    if (!written) return written;
  }
  return done(connection_.run(concat("UPDATE ", sets(), " SET catalog_at = ", kNow,
                                     ", catalog_chain = ?2 WHERE set_name = ?1"),
                              {id_.set, chain}));
}

Result<void> LedgerTable::finish(const Step& step, RowState state,
                                 std::chrono::milliseconds took) const {
  return done(connection_.run(
      concat("UPDATE ", ledger(), " SET state = ?3, duration_ms = duration_ms + ?4, applied_at = ",
             kNow, " WHERE set_name = ?1 AND ordinal = ?2"),
      {id_.set, std::to_string(step.ordinal), std::string(to_text(state)),
       std::to_string(took.count())}));
}

Result<void> LedgerTable::record(const HistoryEntry& entry) const {
  const Migration& migration = entry.step.migration;
  return done(connection_.run(
      concat("INSERT INTO ", history(),
             " (set_name, event, ordinal, version, name, digest, batch, duration_ms, statement, "
             "error, done_by, application) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
             "nullif(?9, '0'), nullif(?10, ''), ?11, ?12)"),
      {id_.set, std::string(to_text(entry.event)), std::to_string(entry.step.ordinal),
       std::string(migration.version), std::string(migration.name), hex(migration.digest),
       std::to_string(entry.step.batch), std::to_string(entry.took.count()),
       std::to_string(entry.statement), entry.error, user_of_system(), application_}));
}

Result<std::string> find_user_table(Connection& connection) {
  const Reply reply = connection.run(
      "SELECT name FROM main.sqlite_master "
      "WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name LIMIT 1");
  if (!reply) return engine_error(reply.error(), "read the database");
  return reply->empty() ? std::string() : quote_identifier(reply->front().front());
}

}  // namespace migc::sqlite
