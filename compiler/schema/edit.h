// What every change of the catalog needs, and the changes that several
// statements share. Private to compiler/schema.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/schema/bind.h"
#include "compiler/schema/catalog.h"

namespace migc::compiler {

struct Edit {
  Catalog& catalog;
  Origin origin;
};

// Columns.
void set_default(Edit& edit, const Table& table, Column& column, const Expression& value);
Column& add_column(Edit& edit, Table& table, const ColumnDefinition& definition);
// The same to all that inherit from it; with nothing done where it is there.
void add_column_everywhere(Edit& edit, Table& table, const ColumnDefinition& definition,
                           bool if_not_exists);
void drop_column(Edit& edit, Table& table, const std::string& name, bool cascade, bool recurse);
std::vector<ColumnNumber> column_numbers(const Table& table, const std::vector<std::string>& names);

// Sequences.
struct OwnedSequence {
  std::string type;
  Options options = {};
  bool identity = false;
};
Sequence& add_owned_sequence(Edit& edit, const Table& table, const Column& column,
                             const OwnedSequence& wanted);
void merge_sequence_options(Sequence& sequence, const Options& options);

// Constraints. `taken` holds the names that the same statement chose already.
// `only`: its index is not made for the partitions.
void add_constraint(Edit& edit, Table& table, const ConstraintDefinition& definition,
                    std::vector<std::string>& taken, bool only = false);
void drop_constraint(Edit& edit, Table& table, const std::string& name, bool recurse);
// A foreign key or check by itself, without its index.
void erase_constraint(Edit& edit, Table& table, const std::string& name);

// Indexes.
Index& add_index(Edit& edit, Table& table, const CreateIndex& create,
                 std::optional<ConstraintKind> backs = std::nullopt);
void apply_create_index_on_view(Edit& edit, View& view, const CreateIndex& create);
// Attaches an equal index of the partition, or makes one, named by the server.
void attach_or_clone_index(Edit& edit, const Table& parent, const Index& index, Table& partition);
void drop_index(Edit& edit, Index& index);
// The table or materialized view that an index is on.
std::vector<ObjectId>* index_list(Catalog& catalog, ObjectId relation);
void set_not_null(Table& table, ColumnNumber number);

// Partitions and inheritance.
// Gives the partitions the constraints that their parts of its index back.
void back_partition_indexes(Edit& edit, const Table& parent, const Constraint& constraint);
void take_from_parent(Edit& edit, Table& table, Table& parent);
void copy_like_indexes(Edit& edit, const Table& source, Table& table, bool comments);
void copy_like_statistics(Edit& edit, const Table& source, const Table& table, bool comments);
void clone_to_partition(Edit& edit, const Table& parent, Table& partition);
void leave_parent(Edit& edit, Table& table, Table& parent);

// Carries a renamed enum label into the expressions that hold it.
void follow_label(Edit& edit, const EnumType& type, const std::string& before,
                  const std::string& after);

// Removes an object with what cannot be without it; with `cascade`, also what
// depends on it.
void drop_object(Edit& edit, Object& object, bool cascade);

// Drops what depends on a column of a table, if `user` does.
void drop_if_column_used(Edit& edit, ObjectId user, const Table& table, ColumnNumber column);

// Marks an object as one that the model does not vouch for.
void distrust(Object& object, const std::string& reason);
// The same for every relation that a text names, in its strings too, and in theirs.
void distrust_named(Edit& edit, std::string_view text, const std::string& reason);

}  // namespace migc::compiler
