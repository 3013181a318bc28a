#include <cassert>

#include "compiler/schema/print.h"
#include "compiler/schema/render.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

// The relation of an index: its columns' current names.
std::string column_of(const Catalog& catalog, const Index& index, ColumnNumber number) {
  return sql_name(column_name(catalog, index.table, number));
}

std::string key_sql(const Catalog& catalog, ObjectId relation, const KeyColumn& key) {
  std::string out = key.column != 0 ? sql_name(column_name(catalog, relation, key.column))
                                    : "(" + to_sql(catalog, key.expression) + ")";
  if (!key.collation.empty()) out += " COLLATE " + key.collation;
  if (!key.opclass.empty()) out += " " + key.opclass;
  if (!key.ordering.empty()) out += " " + key.ordering;
  if (!key.exclusion_operator.empty()) out += " WITH " + key.exclusion_operator;
  return out;
}

std::string included_sql(const Catalog& catalog, const Index& index) {
  std::string out;
  for (const ColumnNumber number : index.included)
    out += (out.empty() ? " INCLUDE (" : ", ") + column_of(catalog, index, number);
  return out.empty() ? out : out + ")";
}

}  // namespace

std::string keys_sql(const Catalog& catalog, const Index& index) {
  std::string out;
  for (const KeyColumn& key : index.keys)
    out += (out.empty() ? "" : ", ") + key_sql(catalog, index.table, key);
  return out;
}

std::string create_sql(const Catalog& catalog, const Index& index) {
  const Object* relation = catalog.get(index.table);
  assert(relation && "an index of no relation");
  const auto* table = as_object<Table>(relation);
  std::string out = index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
  out += sql_name(index.name) + (table && table->partitioned() ? " ON ONLY " : " ON ") +
         to_sql(catalog, *relation);
  if (!index.method.empty()) out += " USING " + index.method;
  out += " (" + keys_sql(catalog, index) + ")" + included_sql(catalog, index);
  if (index.nulls_not_distinct) out += " NULLS NOT DISTINCT";
  out += with_options(index.options);
  if (!index.tablespace.empty()) out += " TABLESPACE " + sql_name(index.tablespace);
  if (index.condition) out += " WHERE " + to_sql(catalog, *index.condition);
  return out + ";\n";
}

std::string settings_sql(const Catalog& catalog, const Index& index) {
  std::string out;
  for (std::size_t i = 0; i < index.keys.size(); ++i)
    if (!index.keys[i].statistics.empty())
      out += "ALTER INDEX " + to_sql(catalog, index) + " ALTER COLUMN " + std::to_string(i + 1) +
             " SET STATISTICS " + index.keys[i].statistics + ";\n";
  if (const Object* relation = catalog.get(index.table); relation && index.clustered)
    out +=
        "ALTER TABLE " + to_sql(catalog, *relation) + " CLUSTER ON " + sql_name(index.name) + ";\n";
  return out;
}

std::string create_sql(const Catalog& catalog, const Statistics& statistics) {
  const auto* table = catalog.get_as<Table>(statistics.table);
  std::string kinds;
  for (const std::string& kind : statistics.kinds) kinds += (kinds.empty() ? " (" : ", ") + kind;
  std::string keys;
  for (const KeyColumn& key : statistics.keys)
    keys += (keys.empty() ? "" : ", ") + key_sql(catalog, statistics.table, key);
  return "CREATE STATISTICS " + to_sql(catalog, statistics) + kinds + (kinds.empty() ? "" : ")") +
         " ON " + keys + " FROM " + (table ? to_sql(catalog, *table) : "") + ";\n" +
         (statistics.target.empty() ? ""
                                    : "ALTER STATISTICS " + to_sql(catalog, statistics) +
                                          " SET STATISTICS " + statistics.target + ";\n");
}

}  // namespace migc::compiler
