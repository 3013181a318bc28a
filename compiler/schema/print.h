// Single objects as DDL, with the names that they have now. schema/dump.h puts
// them in order. Private to compiler/schema.
#pragma once

#include <string>

#include "compiler/schema/catalog.h"

namespace migc::compiler {

// Each ends in ";\n".
std::string create_sql(const Catalog& catalog, const Schema& schema);
std::string create_sql(const Catalog& catalog, const Extension& extension);
std::string create_sql(const Catalog& catalog, const EnumType& type);
std::string create_sql(const Catalog& catalog, const Domain& domain);
std::string create_sql(const Catalog& catalog, const CompositeType& type);
std::string create_sql(const Catalog& catalog, const RangeType& type);
std::string create_sql(const Catalog& catalog, const Sequence& sequence);
std::string create_sql(const Catalog& catalog, const Table& table);
std::string create_sql(const Catalog& catalog, const View& view);
std::string create_sql(const Catalog& catalog, const Routine& routine);
std::string create_sql(const Catalog& catalog, const Index& index);
std::string create_sql(const Catalog& catalog, const Trigger& trigger);
std::string create_sql(const Catalog& catalog, const Policy& policy);
std::string create_sql(const Catalog& catalog, const RewriteRule& rule);
std::string create_sql(const Catalog& catalog, const Statistics& statistics);
std::string create_sql(const Catalog& catalog, const Publication& publication);

// ALTER TABLE … ADD CONSTRAINT …; for a foreign key, a check that is not valid,
// or the constraint of an index.
std::string add_constraint_sql(const Catalog& catalog, const Table& table,
                               const Constraint& constraint);

// The table that a trigger, policy or rule is ON; 0: it is none of them.
ObjectId holder_of(const Object& object);

// What can only be said once everything is there: ownership of sequences,
// settings of columns, row security, comments.
std::string settings_sql(const Catalog& catalog, const Table& table);
std::string settings_sql(const Catalog& catalog, const Index& index);
std::string ownership_sql(const Catalog& catalog, const Sequence& sequence);
std::string comments_sql(const Catalog& catalog, const Object& object);
std::string privilege_sql(const Catalog& catalog, const Object& object, const Privilege& privilege);
std::string privilege_sql(const Catalog& catalog, const DefaultPrivilege& privilege);

// "name = 'value', …", in parentheses after WITH; empty when there are none.
std::string with_options(const Options& options);

// "START WITH 1 INCREMENT BY 2 …".
std::string sequence_options_sql(const Options& options);

std::string keys_sql(const Catalog& catalog, const Index& index);
std::string deferral_sql(Deferral deferral);

// "name(argument types)", as DROP FUNCTION takes it.
std::string routine_signature(const Catalog& catalog, const Routine& routine);

}  // namespace migc::compiler
