// One reader per statement kind: libpg_query's tree -> typed value. Private to
// compiler/sql. Each is given the content of the node that its name says.
#pragma once

#include "compiler/sql/node.h"
#include "compiler/sql/reader.h"
#include "compiler/sql/statement.h"

namespace migc::compiler {

CreateTable read_create_table(const Reader& reader, const Node& create_stmt);
CreateTable read_create_table_as(const Reader& reader, const Node& create_table_as_stmt);
AlterTable read_alter_table(const Reader& reader, const Node& alter_table_stmt);
CreateIndex read_create_index(const Reader& reader, const Node& index_stmt);
Drop read_drop(const Reader& reader, const Node& drop_stmt);
Rename read_rename(const Reader& reader, const Node& rename_stmt);
TransactionControl read_transaction_control(const Node& transaction_stmt);

// Shared by CREATE TABLE and ALTER TABLE. `last` is the index after the last
// token of the definition.
ColumnDefinition read_column(const Reader& reader, const Node& column_def, std::size_t last);
ConstraintDefinition read_constraint(const Reader& reader, const Node& constraint,
                                     std::size_t first, std::size_t last);

}  // namespace migc::compiler
