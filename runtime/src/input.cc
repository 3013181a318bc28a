#include "input.h"

#include <cstdlib>
#include <string_view>
#include <utility>

#include "text.h"

namespace migc {
namespace {

Error usage(std::string message, std::string help) {
  return Error{.code = ErrorCode::usage, .message = std::move(message), .help = std::move(help)};
}

Result<void> check_table_name(std::string_view table) {
  constexpr std::size_t longest = 50;  // companions add up to 8 bytes; PostgreSQL cuts at 63
  if (!table.empty() && table.size() <= longest && table.find('\0') == std::string_view::npos) {
    return {};
  }
  return usage(concat("\"", table, "\" cannot be the name of the ledger"),
               "Options::ledger_table takes 1 to 50 bytes");
}

}  // namespace

Result<void> check_input(const Database& database, const MigrationSet& set,
                         const Options& options) {
  if (set.format != kEmbeddedFormat) {
    return Error{.code = ErrorCode::unsupported,
                 .message = concat("the set ", set.name, " was embedded in format ",
                                   std::to_string(set.format), ", this runtime reads format ",
                                   std::to_string(kEmbeddedFormat)),
                 .help = "build the program with migc and its runtime from the same release"};
  }
  if (set.dialect != database.dialect()) {
    return Error{.code = ErrorCode::unsupported,
                 .message = concat("the set ", set.name, " was written for another dialect"),
                 .help = "open the database that add_migrations(DIALECT …) names"};
  }
  if (options.ledger_schema.empty()) {
    return usage("the ledger has no schema", "leave Options::ledger_schema at \"public\"");
  }
  return check_table_name(options.ledger_table);
}

bool in_development(const Options& options) {
  if (options.development) return true;
  const char* const environment = std::getenv("MIGC_ENV");
  return environment != nullptr && std::string_view(environment) == "development";
}

}  // namespace migc
