// What the files about ALTER TABLE share. Private to compiler/forecast.
#pragma once

#include <string>
#include <vector>

#include "compiler/forecast/foresee.h"
#include "compiler/forecast/relations.h"

namespace migc::compiler {

// A sub-command at one table: the one that is named, or a descendant.
struct Alter {
  Effects& effects;
  const AlterTable& statement;
  const Table& table;  // the named one
  // Whom a sub-command that recurses reaches, the table first.
  std::vector<const Table*> tree = {};

  const Catalog& catalog() const { return effects.catalog(); }
};

// What the sub-command costs apart from the locks of the tables themselves.
void foresee(Alter& alter, const AddColumn& add);
void foresee(Alter& alter, const AlterColumnType& change);
void foresee(Alter& alter, const SetDefault& set);
void foresee(Alter& alter, const SetNotNull& set);
void foresee(Alter& alter, const SetExpression& set);
void foresee(Alter& alter, const AddConstraint& add);
void foresee(Alter& alter, const ValidateConstraint& validate);
void foresee(Alter& alter, const AttachPartition& attach);
void foresee(Alter& alter, const DetachPartition& detach);
void foresee(Alter& alter, const ChangeInheritance& change);

// Whether a valid CHECK of the table shows that the column holds no null. One
// that the same statement drops does not count: drops go first.
bool is_proved_not_null(const Table& table, const AlterTable& alter, const Column& column);

// Reads every row of each table of the tree that has rows of its own.
void scan_tree(Alter& alter);
void write_tree_anew(Alter& alter);

}  // namespace migc::compiler
