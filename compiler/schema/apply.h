// What each kind of statement does to the catalog. Private to compiler/schema.
// What does not fit (a table that is not there) changes nothing.
#pragma once

#include "compiler/schema/edit.h"
#include "compiler/sql/statement.h"

namespace migc::compiler {

void apply(Edit& edit, const CreateTable& create);
void apply(Edit& edit, const AlterTable& alter);
void apply(Edit& edit, const CreateIndex& create);
void apply(Edit& edit, const CreateSequence& create);
void apply(Edit& edit, const AlterSequence& alter);
void apply(Edit& edit, const CreateEnum& create);
void apply(Edit& edit, const AlterEnum& alter);
void apply(Edit& edit, const CreateDomain& create);
void apply(Edit& edit, const AlterDomain& alter);
void apply(Edit& edit, const CreateComposite& create);
void apply(Edit& edit, const CreateRange& create);
void apply(Edit& edit, const CreateView& create);
void apply(Edit& edit, const RefreshView& refresh);
void apply(Edit& edit, const CreateRoutine& create);
void apply(Edit& edit, const AlterRoutine& alter);
void apply(Edit& edit, const CreateTrigger& create);
void apply(Edit& edit, const CreatePolicy& create);
void apply(Edit& edit, const AlterPolicy& alter);
void apply(Edit& edit, const CreateRule& create);
void apply(Edit& edit, const CreateSchema& create);
void apply(Edit& edit, const CreateExtension& create);
void apply(Edit& edit, const CreatePublication& create);
void apply(Edit& edit, const AlterPublication& alter);
void apply(Edit& edit, const CreateStatistics& create);
void apply(Edit& edit, const AlterStatistics& alter);
void apply(Edit& edit, const Drop& drop);
void apply(Edit& edit, const Rename& rename);
void apply(Edit& edit, const SetSchema& set);
void apply(Edit& edit, const Comment& comment);
void apply(Edit& edit, const Grant& grant);
void apply(Edit& edit, const AlterDefaultPrivileges& alter);
// Gives a new object the privileges that ALTER DEFAULT PRIVILEGES asked for.
void apply_default_privileges(Edit& edit, const Object& object);
void apply(Edit& edit, const SetVariable& set);
void apply(Edit& edit, const ChangeRows& change);
void apply(Edit& edit, const RunQuery& run);
void apply(Edit& edit, const Call& call);
void apply(Edit& edit, const Maintain& maintain);
void apply(Edit& edit, const Unparsed& unparsed);

// Adds the tables that a statement takes for granted.
void assume_named(Catalog& catalog, const Statement& statement);

// ALTER TABLE's sub-commands. `recurse`: to what inherits, too.
void alter_table(Edit& edit, Table& table, const AlterTableCommand& command, bool recurse);
void alter_column(Edit& edit, Table& table, const Alteration& alteration, bool recurse);
// Empty: the default.
std::string statistics_target(const SetColumnAttribute& set);
void merge_options(Options& options, const Options& changes, bool reset);
void alter_composite(Edit& edit, CompositeType& type, const Alteration& alteration);

// The object that a statement names; null when there is none. For a part
// (column, constraint), the object that holds it.
Object* find_object(Catalog& catalog, const ObjectName& name);

}  // namespace migc::compiler
