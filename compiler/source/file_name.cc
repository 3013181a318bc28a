#include "compiler/source/file_name.h"

#include <algorithm>

#include "compiler/base/utf8.h"

namespace migc::compiler {
namespace {

bool is_printable_name(std::string_view name) {
  return !name.empty() && name.find('/') == std::string_view::npos &&
         name.find('\\') == std::string_view::npos && printable(name) == name &&
         name.find('\t') == std::string_view::npos;
}

bool drop_suffix(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.remove_suffix(suffix.size());
  return true;
}

}  // namespace

std::optional<FileName> parse_file_name(std::string_view path) {
  FileName out;
  const auto slash = path.find('/');
  if (slash != std::string_view::npos) {
    if (path.substr(0, slash) != kRollbackFolder) return std::nullopt;
    out.down = true;
    path.remove_prefix(slash + 1);
  }
  if (!drop_suffix(path, ".sql")) return std::nullopt;
  if (drop_suffix(path, ".down")) {
    if (out.down) return std::nullopt;  // undone twice
    out.down = true;
  }
  const auto digits = std::min(path.find_first_not_of("0123456789"), path.size());
  if (digits == 0 || digits == path.size() || path[digits] != '_') return std::nullopt;
  out.version = path.substr(0, digits);
  out.name = path.substr(digits + 1);
  if (!is_printable_name(out.name)) return std::nullopt;
  return out;
}

}  // namespace migc::compiler
