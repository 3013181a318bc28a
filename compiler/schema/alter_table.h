// ALTER TABLE's sub-commands, as changes of one table. Private to compiler/schema.
#pragma once

#include "compiler/schema/model.h"

namespace migc::compiler {

void alter_table(Table& table, const Alteration& alteration, Origin origin);

// What CREATE TABLE and ALTER TABLE share.
void add_column(Table& table, const ColumnDefinition& definition, Origin origin);
void add_constraint(Table& table, const ConstraintDefinition& definition, Origin origin);

}  // namespace migc::compiler
