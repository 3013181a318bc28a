// Facts about PostgreSQL itself, made by generate.sh from the catalogs of real
// servers of versions 14 to 18. A question takes a version only where they
// differ in a way that matters; one outside the range is taken as the nearest.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace migc::compiler {

// Names in pg_catalog, of any of the versions.
bool is_builtin_function(std::string_view name);
bool is_builtin_type(std::string_view name);

enum class Volatility : std::uint8_t { immutable, stable, volatile_function };

// Of all the functions with one name: overloads differ.
struct VolatilityRange {
  Volatility least = Volatility::immutable;
  Volatility most = Volatility::immutable;
  bool operator==(const VolatilityRange&) const = default;
};

// Nothing when pg_catalog has no function of that name in that version.
std::optional<VolatilityRange> builtin_volatility(std::string_view name, int server_version);

// The name that SQL has for a type of pg_catalog: "integer" for int4. Empty
// when there is no such type.
std::string_view builtin_type_as_sql(std::string_view name);

// pg_type.typcategory: 'N' for numbers. Nothing when that version has no such type.
std::optional<char> builtin_type_category(std::string_view name, int server_version);

// Whether values of one type of pg_catalog are stored as those of another, so
// that a cast does nothing.
bool is_builtin_binary_cast(std::string_view from, std::string_view to);

// Whether a word must be quoted to be a name everywhere.
bool is_keyword(std::string_view word);

}  // namespace migc::compiler
