#include <algorithm>

#include "compiler/schema/apply.h"
#include "compiler/schema/resolve_query.h"

namespace migc::compiler {
namespace {

// A column that the replaced view had keeps its number: others refer to it.
void take_columns(View& view, const CreateView& create, const QueryColumns& columns) {
  std::vector<ViewColumn> before = std::move(view.columns);
  view.columns.clear();
  for (std::size_t i = 0; i < columns.columns.size(); ++i) {
    ViewColumn column;
    column.number = static_cast<ColumnNumber>(i + 1);
    column.name = i < create.column_names.size() ? create.column_names[i] : columns.columns[i].name;
    column.type = columns.columns[i].type;
    if (i < before.size()) {
      column.comment = before[i].comment;
      column.default_value = std::move(before[i].default_value);
    }
    view.columns.push_back(std::move(column));
  }
  view.columns_known = columns.complete;
  if (!columns.complete)
    distrust(view, "it reads everything from a relation whose columns the model does not know");
}

void define(Edit& edit, View& view, const CreateView& create) {
  BoundQuery query = bind_query(edit.catalog, create.query, view.id);
  view.query = std::move(query.text);
  view.depends_on = std::move(query.depends_on);
  view.options = create.options;
  view.check_option = create.check_option;
  view.recursive = create.recursive;
  take_columns(view, create, query.columns);
}

}  // namespace

void apply(Edit& edit, const CreateView& create) {
  const ObjectId schema = create.persistence == Persistence::temporary
                              ? edit.catalog.temporary_schema(edit.origin)
                              : edit.catalog.schema_for_creation(create.view, edit.origin);
  if (Object* present = edit.catalog.find_in(NameSpace::relation, schema, create.view.name)) {
    auto* view = as_object<View>(present);
    if (view && create.or_replace) define(edit, *view, create);
    return;
  }
  auto view = std::make_unique<View>();
  view->name = create.view.name;
  view->schema = schema;
  view->materialized = create.materialized;
  view->persistence = create.persistence;
  view->method = create.method;
  view->tablespace = create.tablespace;
  view->with_data = create.with_data;
  define(edit, edit.catalog.add(std::move(view), edit.origin), create);
}

void apply(Edit& edit, const RefreshView& refresh) {
  if (auto* view = edit.catalog.find_relation<View>(refresh.view))
    view->with_data = refresh.with_data;
}

}  // namespace migc::compiler
