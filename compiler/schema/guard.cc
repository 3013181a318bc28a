#include "compiler/schema/guard.h"

#include <algorithm>

#include "compiler/schema/catalog_tables.h"
#include "compiler/source/tokens.h"

namespace migc::compiler {
namespace {

using Answer = std::optional<bool>;

struct Joined {
  std::string alias;
  CatalogRow row;
};

// 'schema.name' or 'name', with or without quotes.
QualifiedName relation_name(const std::string& text) {
  std::vector<std::string> path;
  for (const Token& token : tokenize(text, Dialect::postgresql)) {
    std::string part(token.text(text));
    if (token.kind == TokenKind::quoted_name) part = part.substr(1, part.size() - 2);
    if (token.kind == TokenKind::word || token.kind == TokenKind::quoted_name) path.push_back(part);
  }
  if (path.empty()) return {};
  return {path.size() > 1 ? path[path.size() - 2] : "", path.back(), {}};
}

class Question {
 public:
  Question(const Catalog& catalog, const CatalogQuestion& question)
      : catalog_(catalog), question_(question) {}

  Answer exists() {
    for (const CatalogQuestion::Source& source : question_.sources) {
      if (is_empty_table(source)) return false;
      auto rows = catalog_rows(catalog_, source.table);
      if (!rows) return std::nullopt;
      rows_.push_back(std::move(*rows));
    }
    const bool found = any_row(0);
    if (unknown_) return std::nullopt;
    // Without a part that was not understood, more rows might match.
    if (!question_.understood) return found ? Answer() : Answer(false);
    return found;
  }

 private:
  // A table of the model that nothing has filled: true on every database that
  // the migrations alone made.
  bool is_empty_table(const CatalogQuestion::Source& source) const {
    const auto* table = as_object<Table>(catalog_.find(NameSpace::relation, source.table));
    return table && !table->filled;
  }

  bool any_row(std::size_t level) {
    if (level == rows_.size()) return holds();
    for (const CatalogRow& row : rows_[level]) {
      joined_.push_back({question_.sources[level].alias, row});
      const bool found = any_row(level + 1);
      joined_.pop_back();
      if (found || unknown_) return found;
    }
    return false;
  }

  bool holds() {
    return std::all_of(question_.comparisons.begin(), question_.comparisons.end(),
                       [&](const CatalogComparison& comparison) { return holds(comparison); });
  }

  bool holds(const CatalogComparison& comparison) {
    const auto left = value(comparison.left);
    if (!left) return false;
    const bool among =
        std::any_of(comparison.right.begin(), comparison.right.end(), [&](const Operand& operand) {
          if (operand.kind == Operand::Kind::current_database) return true;
          const auto right = value(operand);
          return right && *right == *left;
        });
    return among == comparison.equal;
  }

  std::optional<std::string> value(const Operand& operand) {
    switch (operand.kind) {
      case Operand::Kind::text:
        return operand.text;
      case Operand::Kind::current_database:
        return "";
      case Operand::Kind::current_schema:
        return catalog_.search_path().empty() ? "public" : catalog_.search_path().front();
      case Operand::Kind::relation: {
        const Object* relation = catalog_.find(NameSpace::relation, relation_name(operand.text));
        return relation ? std::to_string(relation->id) : "none";
      }
      case Operand::Kind::column:
        break;
    }
    for (const Joined& joined : joined_) {
      if (!operand.qualifier.empty() && operand.qualifier != joined.alias) continue;
      if (const auto found = joined.row.find(operand.text); found != joined.row.end())
        return found->second;
    }
    unknown_ = true;
    return std::nullopt;
  }

  const Catalog& catalog_;
  const CatalogQuestion& question_;
  std::vector<std::vector<CatalogRow>> rows_;
  std::vector<Joined> joined_;
  bool unknown_ = false;
};

Answer evaluate_parts(const Catalog& catalog, const Condition& condition) {
  const bool all = condition.kind == Condition::Kind::all;
  bool unknown = false;
  for (const Condition& part : condition.parts) {
    const Answer answer = evaluate(catalog, part);
    if (!answer)
      unknown = true;
    else if (*answer != all)
      return !all;  // one decides
  }
  return unknown ? Answer() : Answer(all);
}

}  // namespace

std::optional<bool> evaluate(const Catalog& catalog, const Condition& condition) {
  switch (condition.kind) {
    case Condition::Kind::constant:
      return condition.value;
    case Condition::Kind::exists:
      return Question(catalog, condition.question).exists();
    case Condition::Kind::negation: {
      const Answer answer =
          condition.parts.empty() ? Answer() : evaluate(catalog, condition.parts.front());
      return answer ? Answer(!*answer) : Answer();
    }
    case Condition::Kind::all:
    case Condition::Kind::any:
      return evaluate_parts(catalog, condition);
    case Condition::Kind::unknown:
      break;
  }
  return std::nullopt;
}

}  // namespace migc::compiler
