#include "compiler/schema/bind.h"

#include <algorithm>

#include "compiler/facts/builtin.h"
#include "compiler/sql/names.h"

namespace migc::compiler {

QualifiedName name_of_path(const std::vector<std::string>& path) {
  QualifiedName out;
  if (!path.empty()) out.name = path.back();
  if (path.size() > 1) out.schema = path[path.size() - 2];
  return out;
}

std::string serial_integer(const TypeName& name) {
  if (!name.schema.empty()) return {};
  if (name.name == "serial" || name.name == "serial4") return "int4";
  if (name.name == "bigserial" || name.name == "serial8") return "int8";
  if (name.name == "smallserial" || name.name == "serial2") return "int2";
  return {};
}

std::optional<BoundReference> Binder::column(const Reference& reference, const Table* scope) {
  const auto& path = reference.path;
  if (!scope || path.empty() || path.back() == "*") return std::nullopt;
  const Column* column = scope->column(path.back());
  if (!column) return std::nullopt;
  BoundReference out;
  out.span = reference.span;
  out.object = scope->id;
  out.column = column->number;
  if (path.size() == 2 && (path[0] == "new" || path[0] == "old")) {
    out.qualifier = path[0] == "new" ? "NEW" : "OLD";
  } else if (path.size() > 1) {
    if (path[path.size() - 2] != scope->name) return std::nullopt;
    out.qualified = true;
  }
  return out;
}

std::optional<BoundReference> Binder::object(const Reference& reference) {
  const QualifiedName name = name_of_path(reference.path);
  const Object* found = nullptr;
  if (reference.kind == ReferenceKind::relation) found = catalog_.find(NameSpace::relation, name);
  if (reference.kind == ReferenceKind::function &&
      !(name.schema.empty() && is_builtin_function(name.name)))
    found = catalog_.find(NameSpace::routine, name);
  if (reference.kind == ReferenceKind::type && !(name.schema.empty() && is_builtin_type(name.name)))
    found = catalog_.find_type(name);
  if (!found) return std::nullopt;
  catalog_.note_use(found->id, user_);
  BoundReference out;
  out.span = reference.span;
  out.kind = reference.kind;
  out.literal = reference.literal;
  out.object = found->id;
  return out;
}

BoundText Binder::text(const SqlText& text, const Table* scope) {
  BoundText out{text.sql, {}};
  for (const Reference& reference : text.references) {
    auto bound =
        reference.kind == ReferenceKind::column ? column(reference, scope) : object(reference);
    if (bound) out.references.push_back(std::move(*bound));
  }
  std::sort(
      out.references.begin(), out.references.end(),
      [](const BoundReference& a, const BoundReference& b) { return a.span.begin < b.span.begin; });
  return out;
}

TypeRef Binder::type(const TypeName& name) {
  TypeRef out;
  out.modifiers = name.modifiers;
  out.array_dimensions = name.array_dimensions;
  if (const std::string integer = serial_integer(name); !integer.empty()) {
    out.name = integer;
    return out;
  }
  const bool builtin =
      name.schema == "pg_catalog" || (name.schema.empty() && is_builtin_type(name.name));
  const Object* found = builtin ? nullptr : catalog_.find_type({name.schema, name.name, {}});
  if (found) {
    out.object = found->id;
    catalog_.note_use(found->id, user_);
    return out;
  }
  out.schema = name.schema == "pg_catalog" ? "" : name.schema;
  out.name = name.name;
  return out;
}

}  // namespace migc::compiler
