#include "compiler/base/line_index.h"

#include <algorithm>
#include <cassert>

namespace migc::compiler {

LineIndex::LineIndex(std::string_view text) : text_(text), starts_{0} {
  for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
    starts_.push_back(at + 1);
}

LineColumn LineIndex::position(std::size_t offset) const {
  assert(offset <= text_.size() && "an offset beyond the text");
  const auto next = std::upper_bound(starts_.begin(), starts_.end(), offset);
  const auto line = static_cast<std::size_t>(next - starts_.begin());
  return {line, offset - starts_[line - 1] + 1};
}

std::string_view LineIndex::line(std::size_t number) const {
  assert(number >= 1 && number <= starts_.size() && "no such line");
  const std::size_t begin = starts_[number - 1];
  const std::size_t end = number < starts_.size() ? starts_[number] - 1 : text_.size();
  return text_.substr(begin, end - begin);
}

}  // namespace migc::compiler
