// One reader per statement kind: libpg_query's tree -> typed value. Private to
// compiler/sql. Each is given the content of the node that its name says.
#pragma once

#include "compiler/sql/node.h"
#include "compiler/sql/reader.h"
#include "compiler/sql/statement.h"

namespace migc::compiler {

// Of a statement node of the type `type`.
StatementBody read_body(const Reader& reader, std::string_view type, const Node& node);

CreateTable read_create_table(const Reader& reader, const Node& create_stmt);
CreateTable read_select_into(const Reader& reader, const Node& select_stmt);
CreateTable read_create_table_as(const Reader& reader, const Node& create_table_as_stmt);
AlterTable read_alter_table(const Reader& reader, const Node& alter_table_stmt);
CreateIndex read_create_index(const Reader& reader, const Node& index_stmt);
CreateSequence read_create_sequence(const Reader& reader, const Node& create_seq_stmt);
AlterSequence read_alter_sequence(const Reader& reader, const Node& alter_seq_stmt);
CreateEnum read_create_enum(const Node& create_enum_stmt);
AlterEnum read_alter_enum(const Node& alter_enum_stmt);
CreateDomain read_create_domain(const Reader& reader, const Node& create_domain_stmt);
AlterDomain read_alter_domain(const Reader& reader, const Node& alter_domain_stmt);
CreateComposite read_create_composite(const Reader& reader, const Node& composite_type_stmt);
CreateRange read_create_range(const Reader& reader, const Node& create_range_stmt);
CreateView read_create_view(const Reader& reader, const Node& view_stmt);
CreateView read_create_materialized_view(const Reader& reader, const Node& create_table_as_stmt);
CreateRoutine read_create_function(const Reader& reader, const Node& create_function_stmt);
CreateRoutine read_create_aggregate(const Reader& reader, const Node& define_stmt);
AlterRoutine read_alter_function(const Reader& reader, const Node& alter_function_stmt);
CreateTrigger read_create_trigger(const Reader& reader, const Node& create_trig_stmt);
CreatePolicy read_create_policy(const Reader& reader, const Node& create_policy_stmt);
AlterPolicy read_alter_policy(const Reader& reader, const Node& alter_policy_stmt);
CreateRule read_create_rule(const Reader& reader, const Node& rule_stmt);
CreateStatistics read_create_statistics(const Reader& reader, const Node& create_stats_stmt);
AlterStatistics read_alter_statistics(const Reader& reader, const Node& alter_stats_stmt);
CreatePublication read_create_publication(const Reader& reader,
                                          const Node& create_publication_stmt);
AlterPublication read_alter_publication(const Reader& reader, const Node& alter_publication_stmt);
Grant read_grant(const Reader& reader, const Node& grant_stmt);
AlterDefaultPrivileges read_default_privileges(const Reader& reader, const Node& statement);

Drop read_drop(const Reader& reader, const Node& drop_stmt);
Rename read_rename(const Reader& reader, const Node& rename_stmt);
SetSchema read_set_schema(const Reader& reader, const Node& statement);
ChangeOwner read_owner(const Reader& reader, const Node& alter_owner_stmt);
Comment read_comment(const Reader& reader, const Node& comment_stmt);

// An object as DROP, COMMENT and others name it; `type` is libpg_query's
// OBJECT_… and `relation` the RangeVar that some statements give beside it.
ObjectName read_object(const Reader& reader, std::string_view type, const Node& object,
                       const Node& relation);
ObjectKind object_kind(std::string_view type);

ChangeRows read_row_change(const Reader& reader, std::string_view type, const Node& node);
// Adds what the lists of columns of a node of the type `type` set; not of those below it.
void add_assignments(const Reader& reader, std::string_view type, const Node& node,
                     std::vector<std::vector<Assignment>>& lists);
// The sub-selects of an expression whose text begins with a token; null when
// there are none.
std::shared_ptr<const Select> read_subselects(const Reader& reader, const Node& expression,
                                              std::size_t first);
// The outermost SELECTs below a node, their spans relative to a token.
std::vector<std::shared_ptr<const Select>> read_selects(const Reader& reader, const Node& node,
                                                        std::size_t first);
Call read_call(const Node& call_stmt);
RunQuery read_run_query(const Reader& reader, const Node& select_stmt);
Maintain read_maintenance(const Reader& reader, std::string_view type, const Node& node);
TransactionControl read_transaction_control(const Node& transaction_stmt);
SetVariable read_set_variable(const Reader& reader, const Node& variable_set_stmt);
DoBlock read_do(const Reader& reader, const Node& do_stmt);

// A query whose text is the tokens [first, last).
Query read_query(const Reader& reader, const Node& select, std::size_t first, std::size_t last);
// The same of the content of a SelectStmt.
Query read_query_of(const Reader& reader, const Node& select_stmt, std::size_t first,
                    std::size_t last);

// FOR VALUES … or DEFAULT, somewhere in the tokens [first, last).
SqlText read_partition_bound(const Reader& reader, std::size_t first, std::size_t last);

// The index after the query that ends a statement, before WITH [NO] DATA or
// WITH CHECK OPTION.
std::size_t end_of_query(const Reader& reader);

// Shared by CREATE TABLE and ALTER TABLE. `last` is the index after the last
// token of the definition.
ColumnDefinition read_column(const Reader& reader, const Node& column_def, std::size_t last);
ConstraintDefinition read_constraint(const Reader& reader, const Node& constraint,
                                     std::size_t first, std::size_t last);

// The keys of an index, from the token after the opening parenthesis on.
std::vector<IndexKey> read_index_keys(const Reader& reader, const std::vector<Node>& elements,
                                      std::size_t first);

// Where a string or dollar-quoted body's content begins in the file; 0 when
// that cannot be said. `body` is the content.
std::size_t body_offset(const Reader& reader, std::string_view body);

}  // namespace migc::compiler
