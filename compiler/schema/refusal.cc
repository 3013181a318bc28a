#include "compiler/schema/refusal.h"

#include <algorithm>

#include "compiler/schema/foreign_name.h"
#include "compiler/schema/objects.h"

namespace migc::compiler {
namespace {

using Error = std::optional<ErrorCondition>;

constexpr ErrorCondition kDuplicateTable{"duplicate_table", "42P07"};  // of every relation
constexpr ErrorCondition kDuplicateColumn{"duplicate_column", "42701"};
constexpr ErrorCondition kDuplicateObject{"duplicate_object", "42710"};
constexpr ErrorCondition kDuplicateSchema{"duplicate_schema", "42P06"};
constexpr ErrorCondition kUndefinedTable{"undefined_table", "42P01"};  // of every relation but:
constexpr ErrorCondition kUndefinedColumn{"undefined_column", "42703"};
constexpr ErrorCondition kUndefinedObject{"undefined_object", "42704"};  // DROP INDEX, constraints

Error only_if(bool fails, ErrorCondition error) {
  return fails ? Error(error) : std::nullopt;
}

bool is_relation(ObjectKind kind) {
  return kind == ObjectKind::table || kind == ObjectKind::view ||
         kind == ObjectKind::materialized_view || kind == ObjectKind::index ||
         kind == ObjectKind::sequence;
}

// The first error of a sub-command of an ALTER TABLE.
template <class ErrorOf>
Error first_error(const AlterTable& alter, const ErrorOf& error_of) {
  for (const AlterTableCommand& command : alter.commands)
    if (Error error = error_of(command.alteration)) return error;
  return std::nullopt;
}

struct Duplicate {
  const Catalog& catalog;

  Error operator()(const CreateTable& create) const {
    return only_if(!create.if_not_exists && catalog.find(NameSpace::relation, create.table),
                   kDuplicateTable);
  }
  Error operator()(const CreateIndex& create) const {
    const bool named = !create.if_not_exists && !create.name.empty();
    return only_if(
        named && catalog.find(NameSpace::relation, {create.table.schema, create.name, {}}),
        kDuplicateTable);
  }
  Error operator()(const CreateEnum& create) const { return of_type(create.type); }
  Error operator()(const CreateDomain& create) const { return of_type(create.domain); }
  Error operator()(const CreateComposite& create) const { return of_type(create.type); }
  Error operator()(const CreateSchema& create) const {
    return only_if(!create.if_not_exists && catalog.find_schema(create.name) != 0,
                   kDuplicateSchema);
  }
  Error operator()(const AlterTable& alter) const {
    const auto* table = as_object<Table>(catalog.find(NameSpace::relation, alter.table));
    if (!table) return std::nullopt;
    return first_error(alter, [&](const Alteration& alteration) -> Error {
      if (const auto* add = std::get_if<AddConstraint>(&alteration))
        return only_if(!add->constraint.name.empty() && table->constraint(add->constraint.name),
                       kDuplicateObject);
      const auto* add = std::get_if<AddColumn>(&alteration);
      return only_if(add && !add->if_not_exists && table->column(add->column.name),
                     kDuplicateColumn);
    });
  }
  template <class T>
  Error operator()(const T&) const {
    return std::nullopt;
  }

 private:
  Error of_type(const QualifiedName& name) const {
    return only_if(catalog.find_type(name) != nullptr, kDuplicateObject);
  }
};

// The column that an alteration of a table needs; null when it needs none.
struct NeededColumn {
  const std::string* operator()(const DropColumn& drop) const {
    return drop.if_exists ? nullptr : &drop.column;
  }
  template <class T>
  const std::string* operator()(const T& change) const {
    if constexpr (requires { change.column.size(); })
      return &change.column;
    else
      return nullptr;
  }
};

struct Missing {
  const Catalog& catalog;

  Error operator()(const AlterTable& alter) const {
    if (alter.relation != RelationKind::table) return std::nullopt;
    if (is_missing(alter.table)) return only_if(!alter.if_exists, kUndefinedTable);
    const Table* table = known_table(alter.table);
    if (!table) return std::nullopt;
    return first_error(alter, [&](const Alteration& alteration) -> Error {
      const std::string* column = std::visit(NeededColumn{}, alteration);
      if (column && !table->column(*column) && !adds(alter, *column)) return kUndefinedColumn;
      return only_if(lacks_constraint(*table, alteration), kUndefinedObject);
    });
  }
  Error operator()(const CreateIndex& create) const { return of_relation(create.table); }
  Error operator()(const CreateTrigger& create) const { return of_relation(create.table); }
  Error operator()(const ChangeRows& change) const {
    for (const QualifiedName& name : change.tables)
      if (Error error = of_relation(name)) return error;
    return std::nullopt;
  }
  Error operator()(const Drop& drop) const {
    const bool missing = !drop.if_exists && is_relation(drop.kind) &&
                         std::any_of(drop.objects.begin(), drop.objects.end(),
                                     [&](const ObjectName& each) { return is_missing(each.name); });
    return only_if(missing, drop.kind == ObjectKind::index ? kUndefinedObject : kUndefinedTable);
  }
  Error operator()(const Rename& rename) const {
    const bool column = rename.object.kind == ObjectKind::column;
    if (rename.if_exists || (!column && !is_relation(rename.object.kind))) return std::nullopt;
    if (is_missing(rename.object.name)) return kUndefinedTable;
    const Table* table = column ? known_table(rename.object.name) : nullptr;
    return only_if(table && !table->column(rename.object.part), kUndefinedColumn);
  }
  template <class T>
  Error operator()(const T&) const {
    return std::nullopt;
  }

 private:
  bool is_missing(const QualifiedName& name) const {
    return !name.name.empty() && !is_foreign_name(catalog, name) &&
           !catalog.find(NameSpace::relation, name);
  }

  Error of_relation(const QualifiedName& name) const {
    return only_if(is_missing(name), kUndefinedTable);
  }

  // A table all of whose columns are known.
  const Table* known_table(const QualifiedName& name) const {
    const auto* table = as_object<Table>(catalog.find(NameSpace::relation, name));
    return table && table->uncertain.empty() && table->columns_known ? table : nullptr;
  }

  static bool adds(const AlterTable& alter, const std::string& column) {
    return std::any_of(alter.commands.begin(), alter.commands.end(), [&](const auto& command) {
      const auto* add = std::get_if<AddColumn>(&command.alteration);
      return add && add->column.name == column;
    });
  }

  // Those of NOT NULL have a name since PostgreSQL 18 only.
  static bool lacks_constraint(const Table& table, const Alteration& alteration) {
    const auto* drop = std::get_if<DropConstraint>(&alteration);
    return drop && !drop->if_exists && !table.constraint(drop->name) &&
           !drop->name.ends_with("_not_null");
  }
};

}  // namespace

std::optional<ErrorCondition> duplicate_error(const Catalog& catalog, const Statement& statement) {
  return std::visit(Duplicate{catalog}, statement.body);
}

std::optional<ErrorCondition> missing_error(const Catalog& catalog, const Statement& statement) {
  return std::visit(Missing{catalog}, statement.body);
}

}  // namespace migc::compiler
