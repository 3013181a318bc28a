#include "postgres/holder.h"

#include "report.h"
#include "text.h"

namespace migc::postgres {

Holder read_holder(const Record& row) {
  return Holder{.pid = row[0],
                .application = row[1],
                .address = row[2].empty() ? "local" : row[2],
                .state = row[3],
                .query = row[4],
                .age = std::chrono::milliseconds(parse_number(row[5]).value_or(0))};
}

std::string name_holder(const Holder& holder) {
  std::string text = concat("pid ", holder.pid, " (");
  if (!holder.application.empty()) text += concat(printable(holder.application), ", ");
  text += concat(printable(holder.address), ")");
  if (!holder.state.empty()) {
    text += concat(", ", printable(holder.state), " for ", duration_text(holder.age));
  }
  return text;
}

}  // namespace migc::postgres
