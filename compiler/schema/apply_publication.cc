#include <algorithm>

#include "compiler/schema/apply.h"

namespace migc::compiler {
namespace {

class Publishing {
 public:
  Publishing(Edit& edit, Publication& publication) : edit_(edit), publication_(publication) {}

  void add(const PublishedObjects& objects) {
    for (const PublishedTable& published : objects.tables)
      if (auto* table = edit_.catalog.find_relation<Table>(published.table)) add(published, *table);
    for (const std::string& schema : objects.schemas) {
      publication_.schemas.push_back(schema_of(schema));
      edit_.catalog.note_use(publication_.schemas.back(), publication_.id);
    }
  }

  void drop(const PublishedObjects& objects) {
    for (const PublishedTable& published : objects.tables)
      if (const Object* table = edit_.catalog.find(NameSpace::relation, published.table))
        std::erase_if(publication_.tables,
                      [&](const Published& each) { return each.table == table->id; });
    for (const std::string& schema : objects.schemas)
      std::erase(publication_.schemas, schema_of(schema));
  }

 private:
  ObjectId schema_of(const std::string& name) const {
    return edit_.catalog.schema_for_creation({name, "", {}}, edit_.origin);
  }

  void add(const PublishedTable& published, const Table& table) {
    Published out;
    out.table = table.id;
    out.columns = column_numbers(table, published.columns);
    if (published.condition)
      out.condition =
          Binder(edit_.catalog, publication_.id).expression(*published.condition, &table);
    publication_.tables.push_back(std::move(out));
    edit_.catalog.note_use(table.id, publication_.id);
    // Partitions are published with their table; what inherits is named itself.
    if (published.only || table.partitioned()) return;
    for (const ObjectId child : table.children)
      if (const auto* inheritor = edit_.catalog.get_as<Table>(child)) add(published, *inheritor);
  }

  Edit& edit_;
  Publication& publication_;
};

}  // namespace

void apply(Edit& edit, const CreatePublication& create) {
  if (edit.catalog.find_in(NameSpace::publication, 0, create.name)) return;
  auto publication = std::make_unique<Publication>();
  publication->name = create.name;
  publication->all_tables = create.all_tables;
  publication->options = create.options;
  Publishing(edit, edit.catalog.add(std::move(publication), edit.origin)).add(create.objects);
}

void apply(Edit& edit, const AlterPublication& alter) {
  using Action = AlterPublication::Action;
  auto* publication =
      as_object<Publication>(edit.catalog.find_in(NameSpace::publication, 0, alter.name));
  if (!publication) return;
  merge_options(publication->options, alter.options, false);
  if (alter.action == Action::drop) return Publishing(edit, *publication).drop(alter.objects);
  if (alter.action == Action::set) {
    publication->tables.clear();
    publication->schemas.clear();
  }
  Publishing(edit, *publication).add(alter.objects);
}

}  // namespace migc::compiler
