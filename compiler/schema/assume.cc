// What a statement takes for granted: tables that were in use before the first
// migration. Nothing is known of them but what statements say.
#include <memory>
#include <string>

#include "compiler/schema/apply.h"
#include "compiler/schema/foreign_name.h"

namespace migc::compiler {
namespace {

constexpr const char* kWhy = "no migration made it";

class Assumption {
 public:
  explicit Assumption(Catalog& catalog) : catalog_(catalog) {}

  // Null when something else has the name.
  Table* table(const QualifiedName& name) {
    if (name.name.empty() || is_foreign_name(catalog_, name)) return nullptr;
    if (Object* known = catalog_.find(NameSpace::relation, name)) return as_object<Table>(known);
    auto table = std::make_unique<Table>();
    table->schema = catalog_.schema_for_creation(name, kBeforeHistory);
    table->name = name.name;
    table->columns_known = false;
    table->uncertain = kWhy;
    return &catalog_.add(std::move(table), kBeforeHistory);
  }

  void tables(const std::vector<QualifiedName>& names) {
    for (const QualifiedName& name : names) table(name);
  }

  // A check must find the columns that it shows not to be null.
  void columns(Table& table, const std::vector<std::string>& names) const {
    for (const std::string& name : names) {
      if (table.columns_known || table.column(name)) continue;
      Column column;
      column.number = ++table.last_column;
      column.name = name;
      column.origin = kBeforeHistory;
      table.columns.push_back(std::move(column));
    }
  }

  // What it demands is not known.
  void constraint(Table& table, const std::string& name) const {
    if (table.columns_known || table.constraint(name)) return;
    Constraint constraint;
    constraint.name = name;
    constraint.valid = false;
    constraint.origin = kBeforeHistory;
    table.constraints.push_back(std::move(constraint));
  }

  // A key of a new table may refer to the table itself.
  void key(const ConstraintDefinition& definition) {
    if (definition.referenced_table && definition.referenced_table->name != created_)
      table(*definition.referenced_table);
  }

  // Who makes a table knows that there is none.
  void forget(const QualifiedName& name) {
    Object* known = catalog_.find(NameSpace::relation, name);
    if (known && known->origin == kBeforeHistory) catalog_.drop(*known, kBeforeHistory);
  }

  void keys_of(const ColumnDefinition& column) {
    for (const ConstraintDefinition& constraint : column.constraints) key(constraint);
  }

  // Other statements say too little about what they name.
  template <class T>
  void operator()(const T&) const {}

  void operator()(const AlterTable& alter) {
    if (alter.relation != RelationKind::table || alter.if_exists) return;
    Table* altered = table(alter.table);
    if (!altered) return;
    for (const AlterTableCommand& command : alter.commands) {
      if (const auto* add = std::get_if<AddConstraint>(&command.alteration)) {
        key(add->constraint);
        columns(*altered, add->constraint.implies_not_null);
      } else if (const auto* added = std::get_if<AddColumn>(&command.alteration)) {
        keys_of(added->column);
      } else if (const auto* validate = std::get_if<ValidateConstraint>(&command.alteration)) {
        constraint(*altered, validate->name);
      } else if (const auto* attach = std::get_if<AttachPartition>(&command.alteration)) {
        table(attach->partition);
      }
    }
  }
  void operator()(const CreateTable& create) {
    if (!create.if_not_exists) forget(create.table);
    created_ = create.table.name;
    for (const ConstraintDefinition& constraint : create.constraints) key(constraint);
    for (const ColumnDefinition* column : create.columns()) keys_of(*column);
  }
  void operator()(const CreateIndex& create) { table(create.table); }
  void operator()(const CreateTrigger& create) { table(create.table); }
  void operator()(const Rename& rename) {
    if (rename.object.kind == ObjectKind::table) table(rename.object.name);
  }
  void operator()(const ChangeRows& change) {
    tables(change.tables);
    tables(change.reads);
    tables(change.changes_too);
  }

 private:
  Catalog& catalog_;
  std::string created_;  // by the statement
};

}  // namespace

void assume_named(Catalog& catalog, const Statement& statement) {
  std::visit(Assumption(catalog), statement.body);
}

}  // namespace migc::compiler
