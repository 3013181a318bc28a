#include "undo.h"

#include <algorithm>
#include <utility>

#include "planner.h"
#include "text.h"

namespace migc {
namespace {

std::string title(const LedgerRow& row) {
  return concat(row.version, "_", row.name);
}

Error usage(std::string message, std::string help) {
  return Error{.code = ErrorCode::usage, .message = std::move(message), .help = std::move(help)};
}

Error irreversible(const LedgerRow& row, std::string_view why, std::string help) {
  return Error{.code = ErrorCode::irreversible,
               .message = concat("migration ", title(row), " ", why),
               .help = std::move(help),
               .migration = row.version};
}

std::size_t size_of_last_batch(std::span<const LedgerRow> rows) {
  const auto other = std::find_if(rows.rbegin(), rows.rend(), [&](const LedgerRow& row) {
    return row.batch != rows.back().batch;
  });
  return static_cast<std::size_t>(other - rows.rbegin());
}

Result<std::size_t> count_behind(std::span<const LedgerRow> rows, std::string_view version) {
  if (version == "0") return rows.size();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (same_version(rows[i].version, version)) return rows.size() - i - 1;
  }
  return usage(concat("the database does not hold migration ", version),
               "name one that `status` shows as applied, or 0 to take all of them back");
}

Result<std::size_t> count_to_undo(std::span<const LedgerRow> rows, const Rollback& rollback) {
  if (rollback.to) return count_behind(rows, *rollback.to);
  if (rows.empty()) return std::size_t{0};
  if (rollback.last_batch) return size_of_last_batch(rows);
  if (rollback.steps >= 1 && rollback.steps <= rows.size()) return rollback.steps;
  return usage(concat("there are ", std::to_string(rows.size()), " migrations to take back, not ",
                      std::to_string(rollback.steps)),
               "see `status`");
}

Result<void> check_undoable(const LedgerRow& row) {
  if (row.state == RowState::started) {
    return Error{.code = ErrorCode::stopped,
                 .message = concat("migration ", title(row), " was stopped midway"),
                 .help = concat("finish it first: run `apply`, or see `repair`"),
                 .migration = row.version};
  }
  if (row.state != RowState::baselined) return {};
  return irreversible(
      row, "was recorded by a baseline, not applied",
      concat("undo it by hand, then run the verb `repair --forget ", row.version, "`"));
}

std::optional<Digest> parse_digest(std::string_view digits) {
  Digest digest{};
  if (digits.size() != 2 * digest.size()) return std::nullopt;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const std::size_t value = std::string_view("0123456789abcdef").find(digits[i]);
    if (value == std::string_view::npos) return std::nullopt;
    std::uint8_t& byte = digest.at(i / 2);
    byte = static_cast<std::uint8_t>((std::size_t{byte} << 4U) | value);
  }
  return digest;
}

bool has_undo_of(const Migration& migration, const LedgerRow& row) {
  return !migration.down.empty() && !row.down_digest.empty() &&
         same_version(migration.version, row.version) &&
         hex(migration.down_digest) == row.down_digest;
}

}  // namespace

Result<std::span<const LedgerRow>> rows_to_undo(std::span<const LedgerRow> rows,
                                                const Rollback& rollback) {
  if (auto sound = check_rows(rows); !sound) return std::move(sound).error();
  const auto count = count_to_undo(rows, rollback);
  if (!count) return count.error();
  const auto last = rows.last(count.value());
  for (const LedgerRow& row : last) {
    if (auto undoable = check_undoable(row); !undoable) return std::move(undoable).error();
  }
  return last;
}

Result<const Migration*> find_embedded_undo(const MigrationSet& set, const LedgerRow& row) {
  const Migration* same = nullptr;
  for (const Migration& migration : set.migrations) {
    if (hex(migration.chain) == row.chain) same = &migration;
  }
  if (same != nullptr && same->irreversible) {
    return irreversible(row, "is declared as irreversible", "write a migration that corrects it");
  }
  // A stopped undo must go on with the text that it began with.
  const bool free_to_choose = row.state != RowState::reverting;
  if (same != nullptr && !same->down.empty() && free_to_choose) return same;
  for (const Migration& migration : set.migrations) {
    if (has_undo_of(migration, row)) return &migration;
  }
  return static_cast<const Migration*>(nullptr);
}

Error no_undo(const LedgerRow& row) {
  return irreversible(row, "has no undo text, neither in this program nor in the ledger",
                      concat("add ", title(row),
                             ".down.sql and build again, or write a migration that corrects it"));
}

Undo::Undo(const LedgerRow& row, const Migration& embedded)
    : row_(row), from_ledger_(false), file_(embedded.down_file) {
  migration_.lock_timeout_ms = embedded.lock_timeout_ms;
  migration_.statement_timeout_ms = embedded.statement_timeout_ms;
  migration_.statements = embedded.down;
  migration_.transactional = embedded.down_transactional;
  migration_.down_digest = embedded.down_digest;
  name_it();
}

Undo::Undo(const LedgerRow& row, DownText text)
    : row_(row), from_ledger_(true), text_(std::move(text)), file_(title(row) + ".down.sql") {
  for (const DownStatement& statement : text_.statements) {
    statements_.push_back(statement.statement());
  }
  migration_.statements = statements_;
  migration_.transactional = text_.transactional;
  migration_.down_digest = parse_digest(row_.down_digest).value_or(Digest{});
  name_it();
}

void Undo::name_it() {
  migration_.version = row_.version;
  migration_.name = row_.name;
  migration_.file = file_;
  migration_.digest = parse_digest(row_.digest).value_or(Digest{});
  migration_.chain = parse_digest(row_.chain).value_or(Digest{});
  migration_.locked = true;
  migration_.down = migration_.statements;
  migration_.down_transactional = migration_.transactional;
  migration_.down_file = file_;
}

UndoPlan describe_undos(const Undos& undos) {
  UndoPlan plan;
  for (const auto& undo : undos) {
    const Migration& migration = undo->migration();
    UndoStep step{.version = std::string(migration.version),
                  .name = std::string(migration.name),
                  .file = std::string(migration.file),
                  .transactional = migration.transactional,
                  .from_ledger = undo->from_ledger()};
    for (const Statement& statement : migration.statements) {
      step.statements.emplace_back(statement.sql);
    }
    plan.steps.push_back(std::move(step));
  }
  return plan;
}

Result<void> check_confirmed(const UndoPlan& plan, bool confirmed, bool development) {
  const auto foreign = std::find_if(plan.steps.begin(), plan.steps.end(),
                                    [](const UndoStep& step) { return step.from_ledger; });
  const bool from_ledger = foreign != plan.steps.end();
  if (confirmed || plan.steps.empty() || (development && !from_ledger)) return {};
  return Error{.code = ErrorCode::not_confirmed,
               .message = from_ledger ? concat("the undo of ", foreign->version, "_", foreign->name,
                                               " comes from the ledger, not from this program")
                                      : "taking migrations back can lose data",
               .help = "read what would run, then say --confirm",
               .migration = from_ledger ? foreign->version : std::string()};
}

}  // namespace migc
