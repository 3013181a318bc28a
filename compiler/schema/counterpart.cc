#include "compiler/schema/counterpart.h"

namespace migc::compiler {

ColumnNumber counterpart(const Table& from, const Table& to, ColumnNumber number) {
  const Column* column = from.column(number);
  const Column* theirs = column ? to.column(column->name) : nullptr;
  return theirs ? theirs->number : 0;
}

std::vector<ColumnNumber> counterparts(const Table& from, const Table& to,
                                       const std::vector<ColumnNumber>& numbers) {
  std::vector<ColumnNumber> out;
  out.reserve(numbers.size());
  for (const ColumnNumber number : numbers) out.push_back(counterpart(from, to, number));
  return out;
}

BoundText rebound(const Table& from, const Table& to, BoundText text) {
  for (BoundReference& reference : text.references) {
    if (reference.kind != ReferenceKind::column || reference.object != from.id) continue;
    reference.object = to.id;
    reference.column = counterpart(from, to, reference.column);
  }
  return text;
}

std::vector<KeyColumn> rebound(const Table& from, const Table& to, std::vector<KeyColumn> keys) {
  for (KeyColumn& key : keys) {
    if (key.column != 0) key.column = counterpart(from, to, key.column);
    key.expression = rebound(from, to, std::move(key.expression));
  }
  return keys;
}

}  // namespace migc::compiler
