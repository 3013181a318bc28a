// Types as people write them; the parser knows the internal names.
#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "compiler/schema/catalog.h"
#include "compiler/sql/statement.h"

namespace migc::compiler {

inline std::string_view common_type_name(std::string_view name) {
  if (name == "int2") return "smallint";
  if (name == "int4") return "integer";
  if (name == "int8") return "bigint";
  if (name == "float4") return "real";
  if (name == "float8") return "double precision";
  if (name == "bool") return "boolean";
  return name == "bpchar" ? "char" : name;
}

inline bool is_serial(const TypeName& type) {
  constexpr std::string_view kSerials[] = {"serial",  "bigserial", "smallserial",
                                           "serial4", "serial8",   "serial2"};
  return std::find(std::begin(kSerials), std::end(kSerials), type.name) != std::end(kSerials);
}

// With its modifiers: "numeric(10,2)[]".
template <class Type>
std::string spelled(const Type& type) {
  std::string out(common_type_name(type.name));
  for (std::size_t i = 0; i < type.modifiers.size(); ++i)
    out += (i == 0 ? "(" : ",") + type.modifiers[i];
  if (!type.modifiers.empty()) out += ")";
  for (std::size_t i = 0; i < type.array_dimensions; ++i) out += "[]";
  return out;
}

// The same of a type in use, which may be one of the model's own.
inline std::string spelled(const Catalog& catalog, TypeRef type) {
  if (const Object* own = catalog.get(type.object)) type.name = own->name;
  return spelled(type);
}

}  // namespace migc::compiler
