// What cannot be told from the text.
#include <algorithm>
#include <array>
#include <string_view>

#include "compiler/forecast/foresee.h"

namespace migc::compiler {

void foresee(Effects& effects, const Unparsed&) {
  effects.unsure("the statement was not understood");
}

void foresee(Effects& effects, const Opaque&) {
  static constexpr std::array<std::string_view, 6> kFar = {
      "drop-owned", "reassign-owned",        "execute",
      "explain",    "import-foreign-schema", "alter-table-move-all"};
  if (std::find(kFar.begin(), kFar.end(), effects.statement().kind) != kFar.end())
    effects.unsure("what the statement reaches is not followed");
}

}  // namespace migc::compiler
