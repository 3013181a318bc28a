#include "compiler/schema/evaluate.h"

#include <algorithm>
#include <array>
#include <span>

#include "compiler/schema/bind.h"
#include "compiler/schema/catalog_tables.h"
#include "compiler/schema/print.h"
#include "compiler/schema/render.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

using Kind = BodyExpression::Kind;
using Row = std::map<std::string, BodyValue, std::less<>>;
using Rows = std::vector<Row>;

// The rows of one entry of FROM.
struct Source {
  std::string alias;
  Rows rows;
};

// A row of each entry of FROM so far, and those of the queries around.
struct Scope {
  const Scope* outer = nullptr;
  std::vector<std::pair<const std::string*, const Row*>> rows;
};

const std::string kCount = "count(*)";

bool is_aggregated(const BodyExpression& expression) {
  static constexpr std::array<std::string_view, 9> kAggregates = {
      "count(*)", "count", "max", "min", "sum", "array_agg", "string_agg", "bool_or", "bool_and"};
  const bool itself =
      expression.kind == Kind::call &&
      std::find(kAggregates.begin(), kAggregates.end(), expression.text) != kAggregates.end();
  return itself || std::any_of(expression.parts.begin(), expression.parts.end(), is_aggregated);
}

BodyValue object_value(const Object& object, std::string text) {
  BodyValue out = BodyValue::of(std::move(text));
  out.object = object.id;
  return out;
}

class Evaluator {
 public:
  Evaluator(const Catalog& catalog, const BodyVariables& variables)
      : catalog_(catalog), variables_(variables) {}

  BodyValue value(const BodyExpression& expression, const Scope* scope) const {
    switch (expression.kind) {
      case Kind::unknown:
        return {};
      case Kind::null:
        return BodyValue::null();
      case Kind::constant:
        return BodyValue::of(expression.text);
      case Kind::name:
        return named(expression.path, scope);
      case Kind::cast:
        return cast(value(expression.parts[0], scope), expression.text);
      case Kind::array:
        return array(expression, scope);
      case Kind::exists:
        return exists(*expression.query, scope);
      case Kind::single_value:
        return first_value(*expression.query, scope);
      case Kind::is_null:
        return is_null(value(expression.parts[0], scope));
      case Kind::negation:
        return negation(value(expression.parts[0], scope));
      case Kind::all:
      case Kind::any:
        return connected(expression, scope);
      case Kind::one_of:
        return one_of(expression, scope);
      case Kind::call:
        return call(expression, scope);
    }
    return {};
  }

  std::optional<std::vector<BodyRow>> rows(const BodyQuery& query, const Scope* outer) const {
    std::vector<BodyRow> out;
    if (!query.values.empty()) return listed(query, outer);
    const bool aggregated =
        std::any_of(query.targets.begin(), query.targets.end(),
                    [](const BodyQuery::Target& target) { return is_aggregated(target.value); });
    std::size_t count = 0;
    bool certain = !aggregated || !query.grouped;
    each_row(query, outer, [&](const BodyValue& matches, const Scope& scope) {
      certain &= matches.is_true() && (aggregated || add_row(query, scope, out));
      ++count;
    });
    if (!certain) return std::nullopt;
    if (aggregated) add_aggregates(query, count, out);
    return out;
  }

 private:
  // Names and constants.

  BodyValue named(const std::vector<std::string>& path, const Scope* scope) const {
    const std::string& name = path.back();
    const std::string_view qualifier =
        path.size() > 1 ? std::string_view(path[path.size() - 2]) : std::string_view();
    for (; scope; scope = scope->outer)
      for (const auto& [alias, row] : scope->rows) {
        if (!qualifier.empty() && qualifier != *alias) continue;
        if (const auto found = row->find(name); found != row->end()) return found->second;
      }
    const auto variable =
        variables_.find(qualifier.empty() ? name : std::string(qualifier) + "." + name);
    return variable == variables_.end() ? BodyValue() : variable->second;
  }

  BodyValue array(const BodyExpression& expression, const Scope* scope) const {
    BodyValue out = BodyValue::of(std::string());
    for (const BodyExpression& part : expression.parts) out.elements.push_back(value(part, scope));
    return out;
  }

  // As the server shows a name: with its schema, unless the search path has it.
  std::string shown(const Object& object, const std::string& full) const {
    const auto& path = catalog_.search_path();
    const std::string schema = catalog_.schema_name(object);
    const bool near = std::find(path.begin(), path.end(), schema) != path.end();
    return near ? full.substr(sql_name(schema).size() + 1) : full;
  }

  BodyValue relation(const Object& object) const {
    return object_value(object, shown(object, to_sql(catalog_, object)));
  }

  // The object of an oid, which is the number of its identity here.
  const Object* object_of(const BodyValue& value) const {
    if (value.object != 0) return catalog_.get(value.object);
    const bool digits =
        !value.text.empty() && value.text.find_first_not_of("0123456789") == std::string::npos;
    return digits && value.text.size() < 10
               ? catalog_.get(static_cast<ObjectId>(std::stoul(value.text)))
               : nullptr;
  }

  BodyValue cast(BodyValue inner, const std::string& type) const {
    if (!inner.known()) return inner;
    if (type == "regclass" || type == "regprocedure" || type == "regproc" ||
        type == "regnamespace" || type == "regtype")
      return object_named(inner, type);
    if (type == "bool") {
      const char first = inner.text.empty() ? ' ' : inner.text[0];
      return BodyValue::of(first == 't' || first == 'y' || first == '1' || inner.text == "on");
    }
    if (type != "oid") inner.object = 0;
    return inner;
  }

  BodyValue object_named(const BodyValue& value, const std::string& type) const {
    if (const Object* object = object_of(value)) {
      const auto* routine = as_object<Routine>(object);
      if (routine && type == "regprocedure")
        return object_value(*object, shown(*object, routine_signature(catalog_, *routine)));
      return object->schema == 0 ? object_value(*object, sql_name(object->name))
                                 : relation(*object);
    }
    const QualifiedName name = name_of_path(path_of_text(value.text));
    const Object* found = nullptr;
    if (type == "regclass") found = catalog_.find(NameSpace::relation, name);
    if (type == "regtype") found = catalog_.find_type(name);
    if (type == "regnamespace") found = catalog_.get(catalog_.find_schema(name.name));
    if (!found) return {};
    return found->schema == 0 ? object_value(*found, sql_name(found->name)) : relation(*found);
  }

  // Calls and logic.

  BodyValue is_null(const BodyValue& inner) const {
    if (inner.state == BodyValue::State::unknown) return {};
    return BodyValue::of(!inner.known());
  }

  BodyValue connected(const BodyExpression& expression, const Scope* scope) const {
    const bool all = expression.kind == Kind::all;
    BodyValue out = BodyValue::of(all);
    for (const BodyExpression& part : expression.parts) {
      const BodyValue each = value(part, scope);
      if (each.known() && each.is_true() != all) return BodyValue::of(!all);  // one decides
      if (!each.known() && out.state != BodyValue::State::unknown) out = each;
    }
    return out;
  }

  BodyValue one_of(const BodyExpression& expression, const Scope* scope) const {
    const BodyValue left = value(expression.parts[0], scope);
    bool unknown = false;
    for (std::size_t i = 1; i < expression.parts.size(); ++i) {
      const BodyValue same = call_builtin("=", {left, value(expression.parts[i], scope)});
      if (same.is_true()) return BodyValue::of(true);
      unknown |= !same.known();
    }
    return unknown ? BodyValue() : BodyValue::of(false);
  }

  BodyValue call(const BodyExpression& expression, const Scope* scope) const {
    std::vector<BodyValue> arguments;
    for (const BodyExpression& part : expression.parts) arguments.push_back(value(part, scope));
    const std::string& function = expression.text;
    if (function == kCount) return named({kCount}, scope);
    if (function == "current_schema" && arguments.empty())
      return BodyValue::of(catalog_.search_path().empty() ? std::string("public")
                                                          : catalog_.search_path().front());
    if (function == "to_regclass" && arguments.size() == 1) return to_regclass(arguments[0]);
    if (function == "pg_get_serial_sequence" && arguments.size() == 2)
      return serial_sequence(arguments[0], arguments[1]);
    if ((function == "=" || function == "<>") && arguments.size() == 2) settle_names(arguments);
    return call_builtin(function, arguments);
  }

  // conrelid::regclass = 'users': the text is a name too.
  void settle_names(std::vector<BodyValue>& sides) const {
    for (std::size_t i = 0; i < 2; ++i) {
      const BodyValue& other = sides[1 - i];
      if (other.object == 0 || !sides[i].known() || object_of(sides[i])) continue;
      const Object* found =
          catalog_.find(NameSpace::relation, name_of_path(path_of_text(sides[i].text)));
      if (found) sides[i].object = found->id;
    }
  }

  BodyValue to_regclass(const BodyValue& name) const {
    if (!name.known()) return name;
    const Object* found = catalog_.find(NameSpace::relation, name_of_path(path_of_text(name.text)));
    return found ? relation(*found) : BodyValue::null();
  }

  BodyValue serial_sequence(const BodyValue& table_name, const BodyValue& column_name) const {
    if (!table_name.known() || !column_name.known()) return {};
    const auto* table = as_object<Table>(
        catalog_.find(NameSpace::relation, name_of_path(path_of_text(table_name.text))));
    const Column* column = table ? table->column(column_name.text) : nullptr;
    if (!column) return {};
    for (ObjectId id = 1; id <= catalog_.size(); ++id) {
      const auto* sequence = catalog_.get_as<Sequence>(id);
      if (sequence && !sequence->dropped && sequence->owner_table == table->id &&
          sequence->owner_column == column->number)
        return object_value(*sequence, to_sql(catalog_, *sequence));
    }
    return BodyValue::null();
  }

  // Queries.

  BodyValue exists(const BodyQuery& query, const Scope* outer) const {
    if (!query.values.empty()) return BodyValue::of(true);
    BodyValue out = BodyValue::of(false);
    each_row(query, outer, [&](const BodyValue& matches, const Scope&) {
      if (matches.is_true())
        out = matches;
      else if (!out.is_true())
        out = {};
    });
    return out;
  }

  BodyValue first_value(const BodyQuery& query, const Scope* outer) const {
    const auto found = rows(query, outer);
    if (!found) return {};
    if (found->empty()) return BodyValue::null();
    return found->front().empty() ? BodyValue() : found->front().front().second;
  }

  std::optional<std::vector<BodyRow>> listed(const BodyQuery& query, const Scope* outer) const {
    std::vector<BodyRow> out;
    for (const auto& values : query.values) {
      BodyRow row;
      for (const BodyExpression& part : values)
        row.emplace_back("column" + std::to_string(row.size() + 1), value(part, outer));
      out.push_back(std::move(row));
    }
    return out;
  }

  // Of all aggregates, counting the rows is the one that is followed.
  void add_aggregates(const BodyQuery& query, std::size_t count, std::vector<BodyRow>& out) const {
    const std::string no_alias;
    const Row counted{{kCount, BodyValue::of(std::to_string(count))}};
    add_row(query, {nullptr, {{&no_alias, &counted}}}, out);
  }

  // False when the row cannot be told. unnest(…) among the targets gives many.
  bool add_row(const BodyQuery& query, const Scope& scope, std::vector<BodyRow>& out) const {
    if (query.targets.size() == 1 && query.targets[0].value.text == "unnest") {
      const auto& arguments = query.targets[0].value.parts;
      if (arguments.size() != 1) return false;
      const BodyValue array = value(arguments[0], &scope);
      for (const BodyValue& element : array.elements)
        out.push_back({{query.targets[0].name, element}});
      return array.known();
    }
    BodyRow row;
    for (const BodyQuery::Target& target : query.targets) {
      if (target.star) {
        for (const auto& [alias, columns] : scope.rows)
          row.insert(row.end(), columns->begin(), columns->end());
      } else {
        row.emplace_back(target.name, value(target.value, &scope));
      }
    }
    out.push_back(std::move(row));
    return true;
  }

  std::optional<Rows> source_rows(const BodyQuery& query, const BodyQuery::Source& source,
                                  const Scope* outer) const {
    std::optional<std::vector<BodyRow>> listed;
    if (source.subquery) {
      listed = rows(*source.subquery, outer);
    } else if (!source.table.name.empty()) {
      return table_rows(source.table, demands_on(query, source, outer));
    } else if (const BodyValue array = value(source.elements, outer); array.known()) {
      listed.emplace();
      for (const BodyValue& element : array.elements) listed->push_back({{"", element}});
    }
    if (!listed) return std::nullopt;
    Rows out;
    for (const BodyRow& row : *listed) {
      Row& named = out.emplace_back();
      for (std::size_t i = 0; i < row.size(); ++i)
        named.emplace(i < source.columns.size() ? source.columns[i] : row[i].first, row[i].second);
    }
    return out;
  }

  // The columns of a source that the conditions compare with what is known
  // before any row is.
  Demands demands_on(const BodyQuery& query, const BodyQuery::Source& source,
                     const Scope* outer) const {
    Demands out;
    for (const BodyExpression& condition : query.conditions) {
      const auto& parts = condition.parts;
      if (condition.kind == Kind::one_of)
        demand(source, parts[0], std::span(parts).subspan(1), outer, out);
      if (condition.kind != Kind::call || condition.text != "=" || parts.size() != 2) continue;
      demand(source, parts[0], std::span(parts).subspan(1), outer, out);
      demand(source, parts[1], std::span(parts).first(1), outer, out);
    }
    return out;
  }

  void demand(const BodyQuery::Source& source, const BodyExpression& side,
              std::span<const BodyExpression> others, const Scope* outer, Demands& out) const {
    const bool own = side.kind == Kind::name &&
                     (side.path.size() == 1 || side.path[side.path.size() - 2] == source.alias);
    if (!own) return;
    std::vector<std::string> texts;
    for (const BodyExpression& other : others) {
      const BodyValue wanted = value(other, outer);
      if (!wanted.known()) return;
      texts.push_back(wanted.object == 0 ? wanted.text : std::to_string(wanted.object));
    }
    out.emplace(side.path.back(), std::move(texts));
  }

  std::optional<Rows> table_rows(const QualifiedName& name, const Demands& demands) const {
    // A table that nothing has filled is empty on every database that the
    // migrations alone made.
    const auto* table = as_object<Table>(catalog_.find(NameSpace::relation, name));
    if (table && !table->filled) return Rows();
    const auto known = table ? std::nullopt : catalog_rows(catalog_, name, demands);
    if (!known) return std::nullopt;
    Rows out;
    out.reserve(known->size());
    for (const CatalogRow& row : *known) {
      Row& values = out.emplace_back();
      for (const auto& [column, text] : row) values.emplace(column, BodyValue::of(text));
    }
    return out;
  }

  // Whether a row can be among those that a query gives.
  BodyValue matches(const BodyQuery& query, const Scope& scope) const {
    BodyValue out = query.understood ? BodyValue::of(true) : BodyValue();
    for (const BodyExpression& condition : query.conditions) {
      const BodyValue holds = value(condition, &scope);
      if (holds.is_false() || holds.state == BodyValue::State::null) return BodyValue::of(false);
      if (!holds.known()) out = {};
    }
    return out;
  }

  // Calls `visit(matches, scope)` for each row that is not known to be left
  // out; once with an unknown one when the rows themselves are not known.
  template <class Visit>
  void each_row(const BodyQuery& query, const Scope* outer, const Visit& visit) const {
    std::vector<Source> sources;
    bool unknown = false;
    for (const BodyQuery::Source& source : query.sources) {
      std::optional<Rows> rows = source_rows(query, source, outer);
      if (!rows) {
        unknown = true;
        continue;
      }
      Source& added = sources.emplace_back(Source{source.alias, std::move(*rows)});
      drop_impossible(query, added, outer);
      if (added.rows.empty()) return;
    }
    Scope scope{outer, {}};
    if (unknown) return visit(BodyValue(), scope);
    std::sort(sources.begin(), sources.end(),
              [](const Source& a, const Source& b) { return a.rows.size() < b.rows.size(); });
    combine(query, sources, scope, visit);
  }

  // What one source's row alone rules out need not be combined with the others'.
  void drop_impossible(const BodyQuery& query, Source& source, const Scope* outer) const {
    std::erase_if(source.rows, [&](const Row& row) {
      const Scope alone{outer, {{&source.alias, &row}}};
      return matches(query, alone).is_false();
    });
  }

  template <class Visit>
  void combine(const BodyQuery& query, const std::vector<Source>& sources, Scope& scope,
               const Visit& visit) const {
    const BodyValue so_far = matches(query, scope);
    if (so_far.is_false()) return;
    const std::size_t level = scope.rows.size();
    if (level == sources.size()) return visit(so_far, scope);
    for (const Row& row : sources[level].rows) {
      scope.rows.emplace_back(&sources[level].alias, &row);
      combine(query, sources, scope, visit);
      scope.rows.pop_back();
    }
  }

  const Catalog& catalog_;
  const BodyVariables& variables_;
};

}  // namespace

BodyValue evaluate(const Catalog& catalog, const BodyVariables& variables,
                   const BodyExpression& expression) {
  return Evaluator(catalog, variables).value(expression, nullptr);
}

std::optional<std::vector<BodyRow>> evaluate(const Catalog& catalog, const BodyVariables& variables,
                                             const BodyQuery& query) {
  return Evaluator(catalog, variables).rows(query, nullptr);
}

}  // namespace migc::compiler
