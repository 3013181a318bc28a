#include <algorithm>

#include "compiler/schema/apply.h"
#include "compiler/schema/counterpart.h"
#include "compiler/schema/generated_names.h"
#include "compiler/schema/resolve_query.h"

namespace migc::compiler {
namespace {

// Its default and generation expression come later: see take_like.
void copy_like_column(Edit& edit, Table& table, const Column& column, const LikeClause& like) {
  Column copy;
  copy.number = ++table.last_column;
  copy.name = column.name;
  copy.type = column.type;
  copy.not_null = column.not_null;
  copy.collation = column.collation;
  copy.origin = edit.origin;
  if (like.storage) copy.storage = column.storage;
  if (like.compression) copy.compression = column.compression;
  if (like.comments) copy.comment = column.comment;
  if (like.identity && column.identity != Identity::none) {
    copy.identity = column.identity;
    const auto* sequence = edit.catalog.get_as<Sequence>(column.sequence);
    copy.sequence =
        add_owned_sequence(edit, table, copy,
                           {column.type.name, sequence ? sequence->options : Options{}, true})
            .id;
  }
  table.columns.push_back(std::move(copy));
}

void copy_like_expressions(Table& table, const Table& source, const Column& column,
                           const LikeClause& like) {
  Column& copy = *table.column(column.name);
  if (like.defaults && column.default_value)
    copy.default_value = rebound(source, table, *column.default_value);
  if (like.generated && column.generated) {
    copy.generated = rebound(source, table, *column.generated);
    copy.generation = column.generation;
  }
}

class Creation {
 public:
  Creation(Edit& edit, const CreateTable& create) : edit_(edit), create_(create) {}

  void run() {
    const ObjectId schema = create_.persistence == Persistence::temporary
                                ? edit_.catalog.temporary_schema(edit_.origin)
                                : edit_.catalog.schema_for_creation(create_.table, edit_.origin);
    if (edit_.catalog.find_in(NameSpace::relation, schema, create_.table.name)) return;
    start(schema);
    if (create_.query) return take_query_columns();
    take_parents();
    take_elements();
    add_constraints();
    take_partition_key();
    finish_partition();
  }

 private:
  void start(ObjectId schema) {
    auto table = std::make_unique<Table>();
    table->name = create_.table.name;
    table->schema = schema;
    table->persistence = create_.persistence;
    table->options = create_.options;
    table->method = create_.method;
    table->tablespace = create_.tablespace;
    table_ = &edit_.catalog.add(std::move(table), edit_.origin);
  }

  void take_query_columns() {
    const QueryColumns columns = query_columns(edit_.catalog, *create_.query);
    table_->columns_known = columns.complete;
    if (create_.with_data) table_->filled = edit_.origin;
    for (std::size_t i = 0; i < columns.columns.size(); ++i) {
      Column column;
      column.number = ++table_->last_column;
      column.name =
          i < create_.query_columns.size() ? create_.query_columns[i] : columns.columns[i].name;
      column.origin = edit_.origin;
      if (columns.columns[i].type) {
        column.type = *columns.columns[i].type;
      } else {
        table_->columns_known = false;
      }
      table_->columns.push_back(std::move(column));
    }
    if (!table_->columns_known)
      distrust(*table_, "its columns come from a query that the model does not compute");
  }

  void know_no_columns(const std::string& reason) {
    table_->columns_known = false;
    distrust(*table_, reason);
  }

  void take_parents() {
    for (const QualifiedName& name : create_.parents) {
      Table* parent = edit_.catalog.find_relation<Table>(name);
      if (parent) {
        take_from_parent(edit_, *table_, *parent);
      } else {
        know_no_columns("it inherits from a table that no statement created");
      }
    }
  }

  void take_elements() {
    if (create_.of_type) take_type(*create_.of_type);
    for (const auto& element : create_.elements) {
      if (const auto* column = std::get_if<ColumnDefinition>(&element)) take_column(*column);
      if (const auto* like = std::get_if<LikeClause>(&element)) take_like(*like);
    }
  }

  void take_type(const TypeName& name) {
    const Object* type = edit_.catalog.find_type({name.schema, name.name, {}});
    if (!type) return know_no_columns("its type was created by no statement");
    table_->of_type = type->id;
    edit_.catalog.note_use(type->id, table_->id);
    const auto* composite = as_object<CompositeType>(type);
    if (!composite) return;
    for (const Column& attribute : composite->attributes) {
      table_->columns.push_back(attribute);
      table_->columns.back().number = ++table_->last_column;
      table_->columns.back().comment.reset();
    }
  }

  // A column that a parent has already only adds to it.
  void take_column(const ColumnDefinition& definition) {
    Column* own = table_->column(definition.name);
    if (!own) {
      add_column(edit_, *table_, definition);
      return;
    }
    Binder binder(edit_.catalog, table_->id);
    own->local = !table_->is_partition();
    own->not_null |= definition.not_null;
    if (definition.default_value) set_default(edit_, *table_, *own, *definition.default_value);
  }

  void take_like(const LikeClause& like) {
    const auto* source = edit_.catalog.find_relation<Table>(like.table);
    if (!source) return know_no_columns("it is made like a table that no statement created");
    for (const Column& column : source->columns) copy_like_column(edit_, *table_, column, like);
    for (const Column& column : source->columns)
      copy_like_expressions(*table_, *source, column, like);
    if (like.constraints)
      for (const Constraint& constraint : source->constraints)
        if (constraint.kind == ConstraintKind::check)
          copy_like_check(*source, constraint, like.comments);
    likes_.emplace_back(source->id, like);
  }

  void copy_like_check(const Table& source, const Constraint& check, bool comments) {
    Constraint copy = check;
    if (!comments) copy.comment.reset();
    copy.inherited = 0;
    copy.local = true;
    copy.expression = rebound(source, *table_, check.expression);
    edit_.catalog.note_constraint(table_->schema, copy.name, 1);
    table_->constraints.push_back(std::move(copy));
  }

  // In the server's order: checks with the table, then indexes with the primary
  // key first, then foreign keys.
  void add_constraints() {
    std::vector<const ConstraintDefinition*> all;
    for (const ColumnDefinition* column : create_.columns())
      for (const ConstraintDefinition& constraint : column->constraints) all.push_back(&constraint);
    for (const ConstraintDefinition& constraint : create_.constraints) all.push_back(&constraint);
    const auto renamed = take_names(all);
    std::vector<std::string> taken;
    const auto add = [&](auto wanted) {
      for (const ConstraintDefinition* constraint : all)
        if (wanted(constraint->kind)) add_constraint(edit_, *table_, *constraint, taken);
    };
    add([](ConstraintKind kind) {
      return kind == ConstraintKind::check || kind == ConstraintKind::not_null;
    });
    add([](ConstraintKind kind) { return kind == ConstraintKind::primary_key; });
    add([](ConstraintKind kind) {
      return kind == ConstraintKind::unique || kind == ConstraintKind::exclusion;
    });
    copy_like_parts();
    add([](ConstraintKind kind) { return kind == ConstraintKind::foreign_key; });
  }

  void copy_like_parts() {
    for (const auto& [id, like] : likes_) {
      const auto* source = edit_.catalog.get_as<Table>(id);
      if (like.indexes) copy_like_indexes(edit_, *source, *table_, like.comments);
      if (like.statistics) copy_like_statistics(edit_, *source, *table_, like.comments);
    }
  }

  // A named UNIQUE over the columns of an unnamed PRIMARY KEY gives it its name,
  // and makes no index of its own. Returns what `all` refers to from then on.
  static std::vector<ConstraintDefinition> take_names(
      std::vector<const ConstraintDefinition*>& all) {
    std::vector<ConstraintDefinition> renamed;
    const auto key = std::find_if(all.begin(), all.end(), [](const ConstraintDefinition* c) {
      return c->kind == ConstraintKind::primary_key && c->name.empty();
    });
    if (key == all.end()) return renamed;
    const auto unique = std::find_if(all.begin(), all.end(), [&](const ConstraintDefinition* c) {
      return c->kind == ConstraintKind::unique && !c->name.empty() &&
             c->columns == (*key)->columns && c->deferral == (*key)->deferral;
    });
    if (unique == all.end()) return renamed;
    renamed.push_back(**key);
    renamed.back().name = (*unique)->name;
    *key = &renamed.back();
    all.erase(unique);
    return renamed;
  }

  void take_partition_key() {
    if (!create_.partition_key) return;
    table_->partition_key = Binder(edit_.catalog, table_->id).text(*create_.partition_key, table_);
    table_->partition_columns = column_numbers(*table_, create_.partition_columns);
  }

  void finish_partition() {
    if (!create_.partition_bound) return;
    table_->partition_bound = create_.partition_bound->sql;
    for (const ObjectId id : std::vector<ObjectId>(table_->parents))
      if (const auto* parent = edit_.catalog.get_as<Table>(id))
        clone_to_partition(edit_, *parent, *table_);
  }

  Edit& edit_;
  const CreateTable& create_;
  Table* table_ = nullptr;
  std::vector<std::pair<ObjectId, LikeClause>> likes_;  // what is copied once the table is there
};

}  // namespace

void apply(Edit& edit, const CreateTable& create) {
  Creation(edit, create).run();
}

void apply(Edit& edit, const CreateIndex& create) {
  Object* relation = edit.catalog.find(NameSpace::relation, create.table);
  if (!relation) return;
  if (!create.name.empty() &&
      edit.catalog.find_in(NameSpace::relation, relation->schema, create.name))
    return;
  if (auto* table = as_object<Table>(relation)) add_index(edit, *table, create);
  if (auto* view = as_object<View>(relation)) apply_create_index_on_view(edit, *view, create);
}

void apply(Edit& edit, const ChangeRows& change) {
  const bool fills = change.change == RowChange::insert || change.change == RowChange::merge ||
                     change.change == RowChange::copy_from;
  if (!fills) return;
  for (const QualifiedName& name : change.tables)
    if (Table* table = edit.catalog.find_relation<Table>(name); table && !table->filled)
      table->filled = edit.origin;
}

}  // namespace migc::compiler
