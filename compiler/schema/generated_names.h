// The names that the server makes for what a statement leaves unnamed.
// Source: makeObjectName, ChooseRelationName, ChooseConstraintName,
// ChooseIndexName, ChooseExtendedStatisticName and makeMultirangeTypeName in
// PostgreSQL's indexcmds.c, pg_constraint.c, statscmds.c and pg_type.c.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/schema/catalog.h"

namespace migc::compiler {

inline constexpr std::size_t kLongestName = 63;  // bytes

// `name` as the server keeps it: cut to 63 bytes, not inside a character.
std::string cut_name(std::string_view name);

// "name1_name2_label", the longer of the two names cut until it fits.
std::string object_name(std::string_view name1, std::string_view name2, std::string_view label);

// What a name is made of.
struct NameParts {
  std::string_view name1;
  std::string_view name2;  // or empty
  std::string_view label;
};

// For an index or a sequence: unique among the relations of the schema, and for
// an index of a constraint among its constraints too.
std::string relation_name(const Catalog& catalog, ObjectId schema, const NameParts& parts,
                          bool constraint);

// For a check or a foreign key: unique among the constraints of the schema and
// of `taken`, those of the same statement.
std::string constraint_name(const Catalog& catalog, ObjectId schema, const NameParts& parts,
                            const std::vector<std::string>& taken);

// For a statistics object over columns and expressions of a table.
std::string statistics_name(const Catalog& catalog, const Table& table,
                            const std::vector<KeyColumn>& keys);

// Of the multirange type that comes with a range type.
std::string multirange_name(std::string_view range);

// The names of an index's columns, in order: an empty one is "expr", and one that
// stands again gets a number.
std::vector<std::string> index_column_names(const std::vector<std::string>& wanted);

// Column names joined, as far as they can matter.
std::string joined_columns(const std::vector<std::string>& columns);

}  // namespace migc::compiler
