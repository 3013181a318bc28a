// What ALTER COLUMN … TYPE costs, by the old and the new type.
#pragma once

#include <cstdint>

#include "compiler/schema/objects.h"
#include "compiler/sql/text.h"

namespace migc::compiler {

enum class TypeChangeCost : std::uint8_t {
  metadata_only,
  rewrite,  // of the table and its indexes, under ACCESS EXCLUSIVE
};

// Source: ATColumnChangeRequiresRewrite in PostgreSQL, and the length-coercion
// support functions of varchar, numeric, varbit and the date/time types.
TypeChangeCost type_change_cost(const TypeRef& from, const TypeName& to);

}  // namespace migc::compiler
