// Types as ALTER TABLE sees them: domains looked through, old and new compared.
// Private to compiler/forecast.
#pragma once

#include <cstdint>

#include "compiler/schema/catalog.h"

namespace migc::compiler {

// What a change of a column's type costs, apart from what hangs on the column.
struct TypeChange {
  enum class Table : std::uint8_t {
    kept,
    time_zone,  // written anew unless the session's TimeZone is UTC
    rewritten
  };
  Table table = Table::kept;
  bool rebuilds_indexes = false;  // of the column
};

struct NewType {
  const TypeName& type;
  bool other_collation = false;
  bool converts = false;  // USING is more than a plain cast
};

TypeChange type_change(const Catalog& catalog, const TypeRef& from, const NewType& to);

// The domain that a type in use is, or null.
const Domain* domain_of(const Catalog& catalog, const TypeName& type);

// Whether a value must be looked at before it is one of the domain's: it, or a
// domain below it, has a CHECK or is NOT NULL.
bool is_constrained(const Catalog& catalog, const Domain& domain);

}  // namespace migc::compiler
