// Names of relations that no migration makes.
#pragma once

#include "compiler/schema/catalog.h"

namespace migc::compiler {

// Of the server itself, or of what an extension makes.
inline bool is_foreign_name(const Catalog& catalog, const QualifiedName& name) {
  if (name.schema == "pg_catalog" || name.schema == "information_schema") return true;
  if (name.name.starts_with("pg_")) return true;
  return !name.schema.empty() && catalog.find(NameSpace::extension, {"", name.schema, {}});
}

}  // namespace migc::compiler
