#include "compiler/sql/names.h"

#include <algorithm>

#include "compiler/facts/builtin.h"
#include "compiler/sql/reader.h"

namespace migc::compiler {
namespace {

bool is_plain(std::string_view name) {
  const auto starts = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  const auto continues = [&](char c) { return starts(c) || (c >= '0' && c <= '9'); };
  return !name.empty() && starts(name.front()) &&
         std::all_of(name.begin(), name.end(), continues) && !is_keyword(name);
}

}  // namespace

std::string sql_name(std::string_view name) {
  if (is_plain(name)) return std::string(name);
  std::string out = "\"";
  for (const char c : name) {
    out += c;
    if (c == '"') out += c;
  }
  return out + '"';
}

std::string sql_name(const QualifiedName& name) {
  return name.schema.empty() ? sql_name(name.name)
                             : sql_name(name.schema) + "." + sql_name(name.name);
}

std::vector<std::string> path_of_text(std::string_view text) {
  std::vector<std::string> path;
  for (const Token& token : tokenize(text, Dialect::postgresql))
    if (token.kind == TokenKind::word || token.kind == TokenKind::quoted_name)
      path.push_back(name_of(token, text));
  return path;
}

std::string quoted(std::string_view name) {
  return '"' + std::string(name) + '"';
}

}  // namespace migc::compiler
