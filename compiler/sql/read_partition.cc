#include "compiler/sql/read_statement.h"

namespace migc::compiler {

SqlText read_partition_bound(const Reader& reader, std::size_t first, std::size_t last) {
  for (std::size_t at = first; at < last; ++at) {
    if (reader.symbol(at, "(")) {
      at = reader.after_parenthesis(at) - 1;
    } else if (reader.word(at, "for") && reader.word(at + 1, "values")) {
      const std::size_t open = reader.find_open(at, last);
      std::size_t end = reader.after_parenthesis(open);
      if (reader.word(end, "to")) end = reader.after_parenthesis(end + 1);
      return {std::string(reader.text_of_tokens(at, end)), {}};
    } else if (reader.word(at, "default")) {
      return {"DEFAULT", {}};
    }
  }
  return {};
}

std::size_t end_of_query(const Reader& reader) {
  std::size_t end = reader.size();
  if (end >= 1 && reader.word(end - 1, "data")) {
    end -= reader.word(end - 2, "no") ? 2 : 1;
    return reader.word(end - 1, "with") ? end - 1 : reader.size();
  }
  if (end >= 3 && reader.word(end - 1, "option") && reader.word(end - 2, "check")) {
    end -= 2;
    if (reader.word(end - 1, "local") || reader.word(end - 1, "cascaded")) --end;
    return end - 1;
  }
  return end;
}

}  // namespace migc::compiler
