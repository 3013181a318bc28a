// What the model does not vouch for.
#include "compiler/schema/edit.h"
#include "compiler/source/tokens.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

void distrust_one(Edit& edit, const std::vector<std::string>& path, const std::string& reason) {
  if (Object* relation = edit.catalog.find(NameSpace::relation, name_of_path(path)))
    distrust(*relation, reason);
}

void distrust_below(Edit& edit, std::string_view text, const std::string& reason, int depth) {
  constexpr int kDeepest = 2;
  std::vector<std::string> path;
  bool after_dot = false;
  for (const Token& token : tokenize(text, Dialect::postgresql)) {
    const std::string_view word = token.text(text);
    const bool name = token.kind == TokenKind::word || token.kind == TokenKind::quoted_name;
    if (name) {
      if (!after_dot) path.clear();
      path.push_back(path_of_text(word).front());
      distrust_one(edit, path, reason);
    }
    after_dot = word == ".";
    const bool string = token.kind == TokenKind::string && word.size() > 2;
    if (string && depth < kDeepest)
      distrust_below(edit, word.substr(1, word.size() - 2), reason, depth + 1);
  }
}

}  // namespace

void distrust(Object& object, const std::string& reason) {
  if (object.uncertain.empty()) object.uncertain = reason;
}

void distrust_named(Edit& edit, std::string_view text, const std::string& reason) {
  distrust_below(edit, text, reason, 0);
}

}  // namespace migc::compiler
