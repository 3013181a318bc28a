#include "compiler/source/token_digest.h"

#include <string>

#include "compiler/base/digest.h"
#include "compiler/source/tokens.h"

namespace migc::compiler {
namespace {

void append(std::string& out, std::string_view token) {
  out += std::to_string(token.size());
  out += ':';
  out += token;
}

std::string lower(std::string_view word) {
  std::string out(word);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool is_directive(std::string_view comment) {
  comment.remove_prefix(2);  // the dashes
  const auto begin = comment.find_first_not_of(" \t");
  return begin != std::string_view::npos && comment.substr(begin).starts_with("migc:");
}

}  // namespace

Digest token_digest(std::string_view text, Dialect dialect) {
  std::string bytes;
  bytes.reserve(text.size());
  Tokenizer tokenizer(text, dialect);
  for (Token token; tokenizer.next(token);) {
    if (token.kind == TokenKind::block_comment) continue;
    if (token.kind == TokenKind::line_comment && !is_directive(token.text(text))) continue;
    if (token.kind == TokenKind::word) {
      append(bytes, lower(token.text(text)));
    } else {
      append(bytes, token.text(text));
    }
  }
  return sha256(bytes);
}

}  // namespace migc::compiler
