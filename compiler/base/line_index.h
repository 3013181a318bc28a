// Turns byte offsets of a text into lines and columns.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace migc::compiler {

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;  // exclusive
  bool operator==(const Span&) const = default;
};

struct LineColumn {
  std::size_t line = 1;
  std::size_t column = 1;  // in bytes
  bool operator==(const LineColumn&) const = default;
};

// Borrows the text, which must have LF line ends (see base/text.h).
class LineIndex {
 public:
  explicit LineIndex(std::string_view text);

  // Of an offset up to and including the end of the text.
  LineColumn position(std::size_t offset) const;

  // The text of a line (from 1), without its line end.
  std::string_view line(std::size_t number) const;

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_;
};

}  // namespace migc::compiler
