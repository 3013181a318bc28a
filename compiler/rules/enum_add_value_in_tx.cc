#include <algorithm>
#include <optional>
#include <vector>

#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/source/tokens.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

struct NewLabel {
  const EnumType* type;
  std::string_view label;
  Origin origin;
};

bool has_column_of(const Context& cx, const QualifiedName& name, const EnumType& type) {
  const Table* table = cx.model().find_table(name);
  return table && std::any_of(table->columns.begin(), table->columns.end(),
                              [&](const Column& column) { return column.type.object == type.id; });
}

// Whether the statement's tables, or its casts, are about the type.
bool is_about(const Context& cx, const EnumType& type) {
  if (cx.sql().find(type.name) != std::string_view::npos) return true;
  std::vector<QualifiedName> names;
  if (const auto* rows = cx.as<ChangeRows>()) {
    names = rows->reads;
    names.insert(names.end(), rows->tables.begin(), rows->tables.end());
  }
  if (const auto* query = cx.as<RunQuery>()) names = query->reads;
  if (const auto* alter = cx.as<AlterTable>()) names.push_back(alter->table);
  if (const auto* index = cx.as<CreateIndex>()) names.push_back(index->table);
  return std::any_of(names.begin(), names.end(),
                     [&](const QualifiedName& name) { return has_column_of(cx, name, type); });
}

std::optional<Span> find_literal(const Context& cx, std::string_view label) {
  for (const Token& token : tokenize(cx.sql(), cx.dialect())) {
    const std::string_view text = token.text(cx.sql());
    if (token.kind == TokenKind::string && text.size() == label.size() + 2 &&
        text.substr(1, label.size()) == label)
      return Span{cx.statement().span.begin + token.begin, cx.statement().span.begin + token.end};
  }
  return std::nullopt;
}

std::vector<NewLabel> new_labels(const Context& cx) {
  std::vector<NewLabel> out;
  cx.model().catalog().for_each([&](const Object& object) {
    const auto* type = as_object<EnumType>(&object);
    if (!type || cx.is_new(type->origin)) return;
    for (std::size_t i = 0; i < type->labels.size(); ++i)
      if (cx.is_new(type->label_origins[i]))
        out.push_back({type, type->labels[i], type->label_origins[i]});
  });
  return out;
}

bool runs_now(const Context& cx) {
  return cx.as<ChangeRows>() || cx.as<RunQuery>() || cx.as<AlterTable>() || cx.as<CreateIndex>() ||
         cx.as<CreateTable>() || cx.as<CreateView>() || cx.as<DoBlock>();
}

void check(const Context& cx, Findings& out) {
  if (!cx.so_far().adds_enum_value || !runs_now(cx)) return;
  for (const NewLabel& fresh : new_labels(cx)) {
    const auto place = find_literal(cx, fresh.label);
    if (!place || !is_about(cx, *fresh.type)) continue;
    out.add(*place, "the statement fails: value '" + std::string(fresh.label) + "' of enum " +
                        quoted(fresh.type->name) +
                        " cannot be used before the transaction that adds it is committed")
        .help_with("move this statement to a later migration")
        .note(fresh.origin, "the value was added");
  }
}

constexpr Example kExamples[] = {{
    .title = "A new value at once in use",
    .bad = R"sql(
-- file: 0001_orders.sql
CREATE TYPE status AS ENUM ('new', 'paid');
CREATE TABLE orders (id bigint PRIMARY KEY, state status);
-- file: 0002_shipped.sql
ALTER TYPE status ADD VALUE 'shipped';
UPDATE orders SET state = 'shipped' WHERE id = 1;  -- expect: enum-add-value-in-tx
)sql",
    .good = R"sql(
-- file: 0001_orders.sql
CREATE TYPE status AS ENUM ('new', 'paid');
CREATE TABLE orders (id bigint PRIMARY KEY, state status);
-- file: 0002_shipped.sql
ALTER TYPE status ADD VALUE 'shipped';
-- file: 0003_ship.sql
UPDATE orders SET state = 'shipped' WHERE id = 1;
)sql",
}};

}  // namespace

extern constexpr Rule rule_enum_add_value_in_tx = checked({
    .id = "enum-add-value-in-tx",
    .summary = "A new value of an enum used in the transaction that adds it",
    .rationale = "The statement fails when it runs: until the transaction that added it has been "
                 "committed, a new value can be neither stored nor compared with. An enum made in "
                 "the same transaction is not concerned.",
    .remedy = "Use the value in a later migration.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
