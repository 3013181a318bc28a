#include "compiler/schema/refusal.h"

#include <algorithm>

#include "compiler/schema/objects.h"

namespace migc::compiler {
namespace {

bool is_relation(ObjectKind kind) {
  return kind == ObjectKind::table || kind == ObjectKind::view ||
         kind == ObjectKind::materialized_view || kind == ObjectKind::index ||
         kind == ObjectKind::sequence;
}

struct Duplicates {
  const Catalog& catalog;

  bool operator()(const CreateTable& create) const {
    return !create.if_not_exists && catalog.find(NameSpace::relation, create.table);
  }
  bool operator()(const CreateIndex& create) const {
    return !create.if_not_exists && !create.name.empty() &&
           catalog.find(NameSpace::relation, {create.table.schema, create.name, {}});
  }
  bool operator()(const CreateEnum& create) const { return catalog.find_type(create.type); }
  bool operator()(const CreateDomain& create) const { return catalog.find_type(create.domain); }
  bool operator()(const CreateComposite& create) const { return catalog.find_type(create.type); }
  bool operator()(const CreateSchema& create) const {
    return !create.if_not_exists && catalog.find_schema(create.name) != 0;
  }
  bool operator()(const AlterTable& alter) const {
    const auto* table = as_object<Table>(catalog.find(NameSpace::relation, alter.table));
    return table &&
           std::any_of(alter.commands.begin(), alter.commands.end(), [&](const auto& command) {
             if (const auto* add = std::get_if<AddConstraint>(&command.alteration))
               return !add->constraint.name.empty() && table->constraint(add->constraint.name);
             const auto* add = std::get_if<AddColumn>(&command.alteration);
             return add && !add->if_not_exists && table->column(add->column.name);
           });
  }
  template <class T>
  bool operator()(const T&) const {
    return false;
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

  bool operator()(const AlterTable& alter) const {
    if (alter.relation != RelationKind::table) return false;
    if (is_missing(alter.table)) return !alter.if_exists;
    const auto* table = as_object<Table>(catalog.find(NameSpace::relation, alter.table));
    return table && table->uncertain.empty() && table->columns_known &&
           std::any_of(alter.commands.begin(), alter.commands.end(), [&](const auto& command) {
             const std::string* column = std::visit(NeededColumn{}, command.alteration);
             return (column && !table->column(*column) && !adds(alter, *column)) ||
                    lacks_constraint(*table, command.alteration);
           });
  }
  bool operator()(const CreateIndex& create) const { return is_missing(create.table); }
  bool operator()(const CreateTrigger& create) const { return is_missing(create.table); }
  bool operator()(const ChangeRows& change) const {
    return std::any_of(change.tables.begin(), change.tables.end(),
                       [&](const QualifiedName& name) { return is_missing(name); });
  }
  bool operator()(const Drop& drop) const {
    return !drop.if_exists && is_relation(drop.kind) &&
           std::any_of(drop.objects.begin(), drop.objects.end(),
                       [&](const ObjectName& object) { return is_missing(object.name); });
  }
  bool operator()(const Rename& rename) const {
    const bool column = rename.object.kind == ObjectKind::column;
    if (rename.if_exists || (!column && !is_relation(rename.object.kind))) return false;
    if (is_missing(rename.object.name)) return true;
    const auto* table = as_object<Table>(catalog.find(NameSpace::relation, rename.object.name));
    return column && table && table->uncertain.empty() && table->columns_known &&
           !table->column(rename.object.part);
  }
  template <class T>
  bool operator()(const T&) const {
    return false;
  }

 private:
  // The server's own relations are not in the model.
  bool is_missing(const QualifiedName& name) const {
    const bool own = name.schema == "pg_catalog" || name.schema == "information_schema" ||
                     name.name.starts_with("pg_");
    return !name.name.empty() && !own && !catalog.find(NameSpace::relation, name);
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

bool makes_duplicate(const Catalog& catalog, const Statement& statement) {
  return std::visit(Duplicates{catalog}, statement.body);
}

bool needs_missing(const Catalog& catalog, const Statement& statement) {
  return std::visit(Missing{catalog}, statement.body);
}

}  // namespace migc::compiler
