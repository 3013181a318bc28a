// Schemas, extensions and the search path.
#include "compiler/schema/apply.h"

namespace migc::compiler {
void apply(Edit& edit, const CreateSchema& create) {
  if (Object* present = edit.catalog.find_in(NameSpace::schema, 0, create.name)) {
    // What was taken on trust has been made after all.
    present->uncertain.clear();
    return;
  }
  auto schema = std::make_unique<Schema>();
  schema->name = create.name;
  edit.catalog.add(std::move(schema), edit.origin);
}

void apply(Edit& edit, const CreateExtension& create) {
  if (edit.catalog.find_in(NameSpace::extension, 0, create.name)) return;
  auto extension = std::make_unique<Extension>();
  extension->name = create.name;
  extension->target_schema = create.schema;
  if (create.schema.empty()) {
    const ObjectId schema = edit.catalog.schema_for_creation({}, edit.origin);
    const std::string& name = edit.catalog.get(schema)->name;
    if (name != "public") extension->target_schema = name;
  }
  edit.catalog.add(std::move(extension), edit.origin);
}

void apply(Edit& edit, const SetVariable& set) {
  if (set.name != "search_path") return;
  std::vector<std::string> path;
  for (const std::string& entry : set.values)
    if (entry != "$user" && entry != "pg_catalog" && !entry.empty()) path.push_back(entry);
  const bool to_default = set.values.empty();
  edit.catalog.set_search_path(to_default ? std::vector<std::string>{"public"} : std::move(path));
}

// It may change whatever it names.
void apply(Edit& edit, const Unparsed& unparsed) {
  if (unparsed.newer)
    distrust_named(edit, unparsed.text, "a statement that this grammar is too old for names it");
}

}  // namespace migc::compiler
