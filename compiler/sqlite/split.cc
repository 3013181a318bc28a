#include "compiler/sqlite/split.h"

#include <sqlite3.h>

#include <string>

#include "compiler/source/tokens.h"

namespace migc::compiler {
namespace {

// Only a trigger's body has semicolons of its own.
bool may_be_trigger(std::string_view statement) {
  Tokenizer tokenizer(statement, Dialect::sqlite);
  int words = 0;
  for (Token token; words < 4 && tokenizer.next(token);) {
    if (token.is_comment()) continue;
    if (is_word(token, statement, "trigger")) return true;
    ++words;
  }
  return false;
}

bool is_complete(std::string_view statement) {
  return !may_be_trigger(statement) || sqlite3_complete(std::string(statement).c_str()) != 0;
}

}  // namespace

std::vector<Span> split_sqlite(std::string_view text) {
  std::vector<Span> statements;
  Span current;
  bool open = false;
  Tokenizer tokenizer(text, Dialect::sqlite);
  for (Token token; tokenizer.next(token);) {
    const bool comment = token.is_comment();
    const bool semicolon = is_symbol(token, text, ";");
    if (semicolon &&
        (!open || is_complete(text.substr(current.begin, token.end - current.begin)))) {
      if (open) statements.push_back(current);
      open = false;
    } else if (!comment) {
      if (!open) current.begin = token.begin;
      open = true;
      current.end = token.end;
    }
  }
  if (open) statements.push_back(current);
  return statements;
}

}  // namespace migc::compiler
