#include "ledger.h"

#include <array>
#include <charconv>
#include <system_error>

namespace migc {
namespace {

constexpr std::array<std::string_view, 4> kStates = {"started", "applied", "baselined",
                                                     "reverting"};
constexpr std::array<std::string_view, 10> kEvents = {
    "started", "applied",     "baselined", "failed",  "undo_started",
    "undone",  "undo_failed", "repaired",  "settled", "forgotten"};

std::string companion(const std::string& ledger, std::string_view suffix) {
  constexpr std::string_view ending = "_ledger";
  std::string stem = ledger;
  if (stem.size() > ending.size() &&
      std::string_view(stem).substr(stem.size() - ending.size()) == ending) {
    stem.resize(stem.size() - ending.size());
  }
  return stem.append(suffix);
}

}  // namespace

std::string history_table(const LedgerId& ledger) {
  return companion(ledger.table, "_history");
}

std::string sets_table(const LedgerId& ledger) {
  return companion(ledger.table, "_sets");
}

std::string catalog_table(const LedgerId& ledger) {
  return companion(ledger.table, "_catalog");
}

std::string_view to_text(RowState state) {
  return kStates.at(static_cast<std::size_t>(state));
}

std::optional<RowState> parse_row_state(std::string_view text) {
  for (std::size_t i = 0; i < kStates.size(); ++i) {
    if (kStates.at(i) == text) return static_cast<RowState>(i);
  }
  return std::nullopt;
}

std::string_view to_text(Event event) {
  return kEvents.at(static_cast<std::size_t>(event));
}

bool finished(const LedgerRow& row) {
  return row.state == RowState::applied || row.state == RowState::baselined;
}

std::optional<std::uint32_t> parse_number(std::string_view digits) {
  std::uint32_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value);
  if (error != std::errc() || stop != end) return std::nullopt;
  return value;
}

HistoryLine parse_history_line(const Record& record) {
  const auto number = [&](std::size_t i) { return parse_number(record[i]).value_or(0); };
  return HistoryLine{.at = record[0],
                     .event = record[1],
                     .version = record[2],
                     .name = record[3],
                     .batch = number(4),
                     .took = std::chrono::milliseconds(number(5)),
                     .statement = number(6),
                     .error = record[7],
                     .sqlstate = record[8],
                     .by = record[9],
                     .application = record[10]};
}

std::optional<LedgerRow> parse_row(const Record& record, std::size_t first_column) {
  if (record.size() < first_column + kRowColumns) return std::nullopt;
  const auto column = [&](std::size_t i) -> const std::string& { return record[first_column + i]; };
  const auto ordinal = parse_number(column(0));
  const auto state = parse_row_state(column(5));
  const auto batch = parse_number(column(6));
  const auto done = parse_number(column(7));
  const auto intent = column(8).empty() ? 0 : parse_number(column(8));
  if (!ordinal || !state || !batch || !done || !intent) return std::nullopt;
  return LedgerRow{.ordinal = *ordinal,
                   .version = column(1),
                   .name = column(2),
                   .digest = column(3),
                   .chain = column(4),
                   .tokens = column(14),
                   .state = *state,
                   .batch = *batch,
                   .statements_done = *done,
                   .intent_statement = *intent,
                   .intent_evidence = column(9),
                   .applied_at = column(10),
                   .applied_by = column(11),
                   .application = column(12),
                   .took = std::chrono::milliseconds(parse_number(column(13)).value_or(0)),
                   .down_digest = column(15)};
}

}  // namespace migc
