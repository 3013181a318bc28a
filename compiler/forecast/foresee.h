// What each kind of statement does to a server: one function per kind. Private
// to compiler/forecast. A kind without one touches no relation.
#pragma once

#include "compiler/forecast/effects.h"
#include "compiler/schema/bind.h"
#include "compiler/sql/statement.h"

namespace migc::compiler {

// alter_table.cc, alter_column.cc, alter_constraint.cc, alter_partition.cc
void foresee(Effects& effects, const AlterTable& alter);

// create_table.cc
void foresee(Effects& effects, const CreateTable& create);

// index.cc
void foresee(Effects& effects, const CreateIndex& create);
void foresee(Effects& effects, const Maintain& maintain);

// drop.cc
void foresee(Effects& effects, const Drop& drop);

// object.cc
void foresee(Effects& effects, const Rename& rename);
void foresee(Effects& effects, const SetSchema& set);
void foresee(Effects& effects, const ChangeOwner& change);
void foresee(Effects& effects, const Comment& comment);
void foresee(Effects& effects, const CreateStatistics& create);
void foresee(Effects& effects, const CreatePublication& create);
void foresee(Effects& effects, const AlterPublication& alter);
void foresee(Effects& effects, const CreateExtension& create);
void foresee(Effects& effects, const Grant& grant);

// sequence.cc
void foresee(Effects& effects, const CreateSequence& create);
void foresee(Effects& effects, const AlterSequence& alter);

// type.cc
void foresee(Effects& effects, const AlterDomain& alter);
void foresee(Effects& effects, const CreateDomain& create);

// view.cc
void foresee(Effects& effects, const CreateView& create);
void foresee(Effects& effects, const RefreshView& statement);

// trigger.cc
void foresee(Effects& effects, const CreateTrigger& create);
void foresee(Effects& effects, const CreatePolicy& create);
void foresee(Effects& effects, const AlterPolicy& alter);
void foresee(Effects& effects, const CreateRule& create);

// rows.cc
void foresee(Effects& effects, const ChangeRows& change);
void foresee(Effects& effects, const RunQuery& query);

// routine.cc
void foresee(Effects& effects, const CreateRoutine& create);
void foresee(Effects& effects, const DoBlock& block);
void foresee(Effects& effects, const CreateSchema& create);
void foresee(Effects& effects, const Call& call);

// other.cc
void foresee(Effects& effects, const Unparsed& unparsed);
void foresee(Effects& effects, const Opaque& opaque);

// Shared between the kinds.

// Storage written anew: the table and its indexes, which stay locked.
void write_anew(Effects& effects, const Table& table, Sure sure = Sure::yes);

// The locks of whatever the statement drops, by what the model loses.
void lose_what_is_dropped(Effects& effects);

// A foreign key that comes to be: `table` may be null for one that is made in
// the same statement.
struct NewKey {
  const Table* table = nullptr;
  const ConstraintDefinition& definition;
  bool validate = true;  // there may be rows to check
};
void add_foreign_key(Effects& effects, const NewKey& key);

// Sequences that a default names are looked at.
void use_default(Effects& effects, const Expression& value);

// A partition, or the default one, whose rows are compared with the bounds.
void scan_for_bound(Effects& effects, const Table& parent, const Table& child);

// What a new partition has in common with its parent: indexes, foreign keys.
void share_parents_parts(Effects& effects, const Table& parent);

// A relation that a query reads, with what it is made of. Planning locks
// indexes too; parsing, as for CREATE VIEW, locks the relation alone.
void read_when_run(Effects& effects, const QualifiedName& name, LockMode mode);
void read_when_parsed(Effects& effects, const QualifiedName& name);
void run_query(Effects& effects, const Query& query);
void parse_query(Effects& effects, const Query& query);
}  // namespace migc::compiler
