#include "compiler/source/token_digest.h"

#include <string>

#include "compiler/base/ascii.h"
#include "compiler/base/digest.h"
#include "compiler/source/tokens.h"

namespace migc::compiler {
namespace {

void append(std::string& out, std::string_view token) {
  out += std::to_string(token.size());
  out += ':';
  out += token;
}

// What a directive says, its blank space folded; empty for any other comment.
std::string directive(std::string_view comment) {
  std::string out;
  for (const char c : comment.substr(2)) {  // after the dashes
    const bool blank = c == ' ' || c == '\t';
    if (!blank) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out.starts_with("migc:") ? out : std::string();
}

}  // namespace

Digest token_digest(std::string_view text, Dialect dialect) {
  std::string bytes;
  bytes.reserve(text.size());
  Tokenizer tokenizer(text, dialect);
  for (Token token; tokenizer.next(token);) {
    if (token.kind == TokenKind::block_comment) continue;
    if (token.kind == TokenKind::line_comment) {
      if (const std::string says = directive(token.text(text)); !says.empty()) append(bytes, says);
    } else if (token.kind == TokenKind::word) {
      append(bytes, lower(token.text(text)));
    } else {
      append(bytes, token.text(text));
    }
  }
  return sha256(bytes);
}

}  // namespace migc::compiler
