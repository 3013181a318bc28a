#include "compiler/schema/do_block.h"

#include <algorithm>

#include "compiler/schema/guard.h"
#include "compiler/source/tokens.h"
#include "compiler/sql/parse.h"
#include "compiler/sql/plpgsql.h"
#include "compiler/sql/reader.h"

namespace migc::compiler {
namespace {

// Whether the server would say that a statement makes what is there already.
struct Duplicates {
  const Catalog& catalog;

  bool operator()(const CreateTable& create) const {
    return !create.if_not_exists && catalog.find(NameSpace::relation, create.table);
  }
  bool operator()(const CreateIndex& create) const {
    return !create.if_not_exists && !create.name.empty() &&
           catalog.find(NameSpace::relation, {create.table.schema, create.name, {}});
  }
  bool operator()(const CreateEnum& create) const { return catalog.find_type(create.type); }
  bool operator()(const CreateDomain& create) const { return catalog.find_type(create.domain); }
  bool operator()(const CreateComposite& create) const { return catalog.find_type(create.type); }
  bool operator()(const CreateSchema& create) const {
    return !create.if_not_exists && catalog.find_schema(create.name) != 0;
  }
  bool operator()(const AlterTable& alter) const {
    const auto* table = as_object<Table>(catalog.find(NameSpace::relation, alter.table));
    return table &&
           std::any_of(alter.commands.begin(), alter.commands.end(), [&](const auto& command) {
             if (const auto* add = std::get_if<AddConstraint>(&command.alteration))
               return !add->constraint.name.empty() && table->constraint(add->constraint.name);
             const auto* add = std::get_if<AddColumn>(&command.alteration);
             return add && !add->if_not_exists && table->column(add->column.name);
           });
  }
  template <class T>
  bool operator()(const T&) const {
    return false;
  }
};

// The text of a string literal that is all of an expression; nothing otherwise.
std::optional<std::string> literal_text(const std::string& expression) {
  const auto tokens = tokenize(expression, Dialect::postgresql);
  if (tokens.size() != 1 || tokens.front().kind != TokenKind::string) return std::nullopt;
  const std::string_view text = tokens.front().text(expression);
  if (text.front() == '$') {
    const std::size_t delimiter = text.find('$', 1) + 1;
    return std::string(text.substr(delimiter, text.size() - 2 * delimiter));
  }
  if (text.front() != '\'') return std::nullopt;
  std::string out;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    out += text[i];
    if (text[i] == '\'') ++i;
  }
  return out;
}

class Run {
 public:
  Run(Edit& edit, const std::function<void(const Statement&)>& apply)
      : edit_(edit), apply_(apply) {}

  // False: an error left the rest undone.
  bool all(const std::vector<PlStatement>& statements) {
    return std::all_of(statements.begin(), statements.end(),
                       [&](const PlStatement& statement) { return one(statement); });
  }

 private:
  bool one(const PlStatement& statement) {
    switch (statement.kind) {
      case PlKind::sql:
        return sql(statement.sql);
      case PlKind::execute:
        return execute(statement.sql);
      case PlKind::conditional:
        return branch(statement);
      case PlKind::block:
        return block(statement);
      case PlKind::loop:
        return loop(statement);
      default:
        return !statement.raises;
    }
  }

  bool sql(const std::string& text) {
    for (const Statement& statement : parse_postgresql(text)) {
      if (std::visit(Duplicates{edit_.catalog}, statement.body)) return false;
      apply_(statement);
    }
    return true;
  }

  bool execute(const std::string& expression) {
    if (const auto text = literal_text(expression)) return sql(*text);
    distrust_named(expression);
    return true;
  }

  bool branch(const PlStatement& statement) {
    for (const PlBranch& branch : statement.branches) {
      const auto answer = evaluate(edit_.catalog, parse_condition(branch.condition));
      if (!answer) {
        distrust_all(statement);
        return true;
      }
      if (*answer) return all(branch.body);
    }
    return all(statement.body);
  }

  bool block(const PlStatement& statement) {
    if (all(statement.body)) return true;
    for (const PlHandler& handler : statement.handlers)
      if (!handler.conditions.empty()) return all(handler.body);
    return false;
  }

  // How often it runs, and over what, is not known; once is what it does at least.
  bool loop(const PlStatement& statement) {
    distrust_all(statement);
    return true;
  }

  void distrust_all(const PlStatement& statement) {
    distrust_named(statement.sql);
    for (const PlBranch& branch : statement.branches)
      for (const PlStatement& inner : branch.body) distrust_all(inner);
    for (const PlStatement& inner : statement.body) distrust_all(inner);
    for (const PlHandler& handler : statement.handlers)
      for (const PlStatement& inner : handler.body) distrust_all(inner);
  }

  // Every relation that a text names, in its strings too, and in theirs.
  void distrust_named(std::string_view text, int depth = 0) {
    constexpr int kDeepest = 2;
    for (const Token& token : tokenize(text, Dialect::postgresql)) {
      const bool name = token.kind == TokenKind::word || token.kind == TokenKind::quoted_name;
      if (name) distrust_one(name_of(token, text));
      const bool string = token.kind == TokenKind::string && token.end - token.begin > 2;
      if (string && depth < kDeepest)
        distrust_named(text.substr(token.begin + 1, token.end - token.begin - 2), depth + 1);
    }
  }

  void distrust_one(const std::string& name) {
    const QualifiedName wanted{"", name, {}};
    if (Object* relation = edit_.catalog.find(NameSpace::relation, wanted))
      distrust(*relation, "a DO block changes it in a way that the model does not follow");
  }

  Edit& edit_;
  const std::function<void(const Statement&)>& apply_;
};

}  // namespace

void apply_do_block(Edit& edit, const DoBlock& block,
                    const std::function<void(const Statement&)>& apply) {
  if (block.language != "plpgsql") return;
  if (const auto body = parse_plpgsql(block.body)) Run(edit, apply).all(*body);
}

}  // namespace migc::compiler
