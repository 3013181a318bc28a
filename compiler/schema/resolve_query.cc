#include "compiler/schema/resolve_query.h"

#include <algorithm>

#include "compiler/schema/bind.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

struct SourceColumn {
  std::string name;
  std::optional<TypeRef> type;
  ColumnNumber number = 0;  // 0: of no relation of the model
};

// One entry of a FROM clause, with the columns that it gives.
struct Source {
  std::string name;  // its alias, or the relation's name
  bool aliased = false;
  ObjectId relation = 0;  // 0: a sub-select, a common table, a function, or unknown
  std::vector<SourceColumn> columns;
  bool complete = true;
};

// What names mean inside one SELECT.
struct Scope {
  const Scope* outer = nullptr;
  std::vector<Source> sources;
  std::vector<std::string> merged;  // columns of JOIN … USING, which belong to no source
  std::vector<std::pair<std::string, QueryColumns>> with;
};

// A place of the query that is written anew: a star, or the end of a column.
struct Rewriting {
  Span span;
  BoundText text;
};

class QueryBinder {
 public:
  QueryBinder(Catalog& catalog, ObjectId user) : catalog_(catalog), binder_(catalog, user) {}

  QueryColumns bind(const Select& select, const Scope* outer) {
    Scope scope;
    scope.outer = outer;
    for (const CommonTable& table : select.with) bind_common_table(table, scope);
    if (!select.branches.empty()) return bind_branches(select, scope);
    for (const FromItem& item : select.from) add_sources(item, scope);
    for (const Reference& reference : select.references) bind_reference(reference, scope);
    for (const auto& below : select.below) bind(*below, &scope);
    return select.value_columns > 0 ? values(select) : targets(select, scope);
  }

  // The references and sub-selects of an expression over one table's columns.
  void bind_over(const Select& expression, const Table& table) {
    Scope scope;
    Source& source = scope.sources.emplace_back();
    source.name = table.name;
    source.relation = table.id;
    for (const Column& column : table.columns)
      source.columns.push_back({column.name, column.type, column.number});
    for (const Reference& reference : expression.references) bind_reference(reference, scope);
    for (const auto& below : expression.below) bind(*below, &scope);
  }

  std::vector<BoundReference> take_references() { return std::move(references_); }
  std::vector<Rewriting> take_rewritings() { return std::move(rewritings_); }
  std::vector<ObjectId> take_dependencies() { return std::move(depends_on_); }

 private:
  static void rename_columns(QueryColumns& columns, const std::vector<std::string>& names) {
    for (std::size_t i = 0; i < names.size() && i < columns.columns.size(); ++i)
      columns.columns[i].name = names[i];
  }

  void bind_common_table(const CommonTable& table, Scope& scope) {
    QueryColumns columns;
    columns.complete = false;
    // A recursive one sees itself, as far as its first branch says.
    scope.with.emplace_back(table.name, columns);
    if (table.query) columns = bind(*table.query, &scope);
    rename_columns(columns, table.column_aliases);
    scope.with.back().second = columns;
  }

  QueryColumns bind_branches(const Select& select, const Scope& scope) {
    QueryColumns first = bind(*select.branches[0], &scope);
    for (std::size_t i = 1; i < select.branches.size(); ++i) bind(*select.branches[i], &scope);
    for (QueryColumn& column : first.columns)
      column.type.reset();  // the branches decide it together
    return first;
  }

  static QueryColumns values(const Select& select) {
    QueryColumns out;
    for (std::size_t i = 1; i <= select.value_columns; ++i)
      out.columns.push_back({"column" + std::to_string(i), std::nullopt});
    return out;
  }

  static const QueryColumns* find_with(const std::string& name, const Scope* scope) {
    for (; scope; scope = scope->outer)
      for (auto entry = scope->with.rbegin(); entry != scope->with.rend(); ++entry)
        if (entry->first == name) return &entry->second;
    return nullptr;
  }

  static void take_columns(const QueryColumns& columns, Source& source) {
    source.complete = columns.complete;
    for (const QueryColumn& column : columns.columns)
      source.columns.push_back({column.name, column.type, 0});
  }

  void take_relation(const FromItem& item, const Scope& scope, Source& source) {
    if (item.relation.schema.empty())
      if (const QueryColumns* with = find_with(item.relation.name, &scope))
        return take_columns(*with, source);
    const Object* found = catalog_.find(NameSpace::relation, item.relation);
    if (!found) {
      source.complete = false;
      return;
    }
    source.relation = found->id;
    std::vector<std::string> path{item.relation.name};
    if (!item.relation.schema.empty()) path.insert(path.begin(), item.relation.schema);
    bind_object({ReferenceKind::relation, path, item.relation.span, false});
    if (const auto* table = as_object<Table>(found)) {
      source.complete = table->columns_known;
      for (const Column& column : table->columns)
        source.columns.push_back({column.name, column.type, column.number});
    } else if (const auto* view = as_object<View>(found)) {
      source.complete = view->columns_known;
      for (const ViewColumn& column : view->columns)
        source.columns.push_back({column.name, column.type, column.number});
    }
  }

  void add_sources(const FromItem& item, Scope& scope) {
    if (item.kind == FromItem::Kind::join) return add_join(item, scope);
    Source source;
    source.aliased = !item.alias.empty();
    source.name = source.aliased ? item.alias : item.relation.name;
    if (item.kind == FromItem::Kind::relation) take_relation(item, scope, source);
    if (item.kind == FromItem::Kind::subquery) take_columns(bind(*item.subquery, &scope), source);
    if (item.kind == FromItem::Kind::function) source.complete = false;
    // Under an alias, a column keeps that name whatever happens to its own.
    for (std::size_t i = 0; i < item.column_aliases.size() && i < source.columns.size(); ++i) {
      source.columns[i].name = item.column_aliases[i];
      source.columns[i].number = 0;
    }
    scope.sources.push_back(std::move(source));
  }

  void add_join(const FromItem& item, Scope& scope) {
    std::size_t right = scope.sources.size();
    for (const FromItem& side : item.sides) {
      right = scope.sources.size();
      add_sources(side, scope);
    }
    if (item.natural) merge_common_columns(scope, right);
    for (const std::string& column : item.using_columns)
      if (std::find(scope.merged.begin(), scope.merged.end(), column) == scope.merged.end())
        scope.merged.push_back(column);
  }

  // NATURAL: what both sides have. The right one begins at the source `right`.
  static void merge_common_columns(Scope& scope, std::size_t right) {
    for (std::size_t left = 0; left < right; ++left)
      for (const SourceColumn& column : scope.sources[left].columns) {
        const bool common = std::any_of(
            scope.sources.begin() + static_cast<std::ptrdiff_t>(right), scope.sources.end(),
            [&](const Source& source) { return find_column(source, column.name); });
        const bool known =
            std::find(scope.merged.begin(), scope.merged.end(), column.name) != scope.merged.end();
        if (common && !known) scope.merged.push_back(column.name);
      }
  }

  void bind_object(const Reference& reference) {
    auto bound = binder_.object(reference);
    if (!bound) return;
    if (std::find(depends_on_.begin(), depends_on_.end(), bound->object) == depends_on_.end())
      depends_on_.push_back(bound->object);
    references_.push_back(std::move(*bound));
  }

  void bind_reference(const Reference& reference, const Scope& scope) {
    if (reference.kind == ReferenceKind::relation && !reference.literal)
      return;  // FROM has bound it
    if (reference.kind != ReferenceKind::column) return bind_object(reference);
    if (reference.path.empty() || reference.path.back() == "*") return;
    for (const Scope* level = &scope; level; level = level->outer)
      if (bind_column(reference, *level) || bind_whole_row(reference, *level)) return;
  }

  // `t` alone, where t is a relation without an alias.
  bool bind_whole_row(const Reference& reference, const Scope& scope) {
    if (reference.path.size() != 1) return false;
    for (const Source& source : scope.sources) {
      if (source.name != reference.path[0]) continue;
      if (source.aliased || source.relation == 0) return true;
      BoundReference bound;
      bound.span = reference.span;
      bound.kind = ReferenceKind::relation;
      bound.object = source.relation;
      bound.bare = true;
      references_.push_back(std::move(bound));
      return true;
    }
    return false;
  }

  static const SourceColumn* find_column(const Source& source, const std::string& name) {
    const auto found =
        std::find_if(source.columns.begin(), source.columns.end(),
                     [&](const SourceColumn& column) { return column.name == name; });
    return found == source.columns.end() ? nullptr : &*found;
  }

  bool bind_column(const Reference& reference, const Scope& scope) {
    const std::string& name = reference.path.back();
    const bool qualified = reference.path.size() > 1;
    for (const Source& source : scope.sources) {
      if (qualified && source.name != reference.path[reference.path.size() - 2]) continue;
      const SourceColumn* column = find_column(source, name);
      if (!column) continue;
      if (column->number == 0) return true;
      references_.push_back(of_source(source, *column, reference.span, qualified));
      return true;
    }
    return false;
  }

  static BoundReference of_source(const Source& source, const SourceColumn& column, Span span,
                                  bool qualified) {
    BoundReference out;
    out.span = span;
    out.object = source.relation;
    out.column = column.number;
    if (qualified && source.aliased) out.qualifier = sql_name(source.name);
    out.qualified = qualified && !source.aliased;
    return out;
  }

  QueryColumns targets(const Select& select, const Scope& scope) {
    QueryColumns out;
    for (const SelectTarget& target : select.targets) {
      if (!target.path.empty() && target.path.back() == "*") {
        expand_star(target, scope, out);
      } else {
        out.columns.push_back({target.name, type_of(target, scope)});
        if (scope.outer) keep_name(target, scope);
      }
    }
    return out;
  }

  // What reads a sub-select knows its columns by the names that they have now.
  void keep_name(const SelectTarget& target, const Scope& scope) {
    if (target.has_alias || target.path.empty() || target.cast) return;
    for (const Source& source : scope.sources) {
      if (target.path.size() > 1 && source.name != target.path[target.path.size() - 2]) continue;
      const SourceColumn* column = find_column(source, target.path.back());
      if (!column) continue;
      if (column->number != 0)
        rewritings_.push_back(
            {{target.span.end, target.span.end}, {" AS " + sql_name(target.name), {}}});
      return;
    }
  }

  std::optional<TypeRef> type_of(const SelectTarget& target, const Scope& scope) {
    if (target.cast) return binder_.type(*target.cast);
    if (target.path.empty()) return std::nullopt;
    for (const Source& source : scope.sources) {
      if (target.path.size() > 1 && source.name != target.path[target.path.size() - 2]) continue;
      if (const SourceColumn* column = find_column(source, target.path.back())) return column->type;
    }
    return std::nullopt;
  }

  // Merged columns come first and once; then each source's others.
  void expand_star(const SelectTarget& star, const Scope& scope, QueryColumns& out) {
    const bool qualified = star.path.size() > 1;
    BoundText text;
    const auto add = [&](const Source* source, const SourceColumn& column) {
      if (!text.sql.empty()) text.sql += ", ";
      const std::size_t begin = text.sql.size();
      text.sql += (source ? sql_name(source->name) + "." : "") + sql_name(column.name);
      if (source && column.number != 0) {
        text.references.push_back(of_source(*source, column, {begin, text.sql.size()}, true));
        if (scope.outer) text.sql += " AS " + sql_name(column.name);
      }
      out.columns.push_back({column.name, column.type});
    };
    if (!qualified)
      for (const std::string& name : scope.merged)
        add(nullptr, {name, type_by_name(name, scope), 0});
    bool complete = true;
    for (const Source& source : scope.sources) {
      if (qualified && source.name != star.path[star.path.size() - 2]) continue;
      complete &= source.complete;
      for (const SourceColumn& column : source.columns) {
        const bool merged = !qualified && std::find(scope.merged.begin(), scope.merged.end(),
                                                    column.name) != scope.merged.end();
        if (!merged) add(&source, column);
      }
    }
    out.complete &= complete;
    if (complete && !text.sql.empty() && star.span.begin < star.span.end)
      rewritings_.push_back({star.span, std::move(text)});
  }

  static std::optional<TypeRef> type_by_name(const std::string& name, const Scope& scope) {
    for (const Source& source : scope.sources)
      if (const SourceColumn* column = find_column(source, name)) return column->type;
    return std::nullopt;
  }

  Catalog& catalog_;
  Binder binder_;
  std::vector<BoundReference> references_;
  std::vector<Rewriting> rewritings_;
  std::vector<ObjectId> depends_on_;
};

// From the last place on, so that the places before stay where they are.
void rewrite(std::vector<Rewriting> rewritings, BoundText& text) {
  std::sort(rewritings.begin(), rewritings.end(),
            [](const Rewriting& a, const Rewriting& b) { return a.span.begin > b.span.begin; });
  for (Rewriting& rewriting : rewritings) {
    const Span span = rewriting.span;
    const std::size_t growth = rewriting.text.sql.size() - (span.end - span.begin);
    text.sql.replace(span.begin, span.end - span.begin, rewriting.text.sql);
    for (BoundReference& reference : text.references) {
      if (reference.span.begin < span.end) continue;
      reference.span.begin += growth;
      reference.span.end += growth;
    }
    for (BoundReference& reference : rewriting.text.references) {
      reference.span.begin += span.begin;
      reference.span.end += span.begin;
      text.references.push_back(std::move(reference));
    }
  }
}

void sort_references(BoundText& text) {
  std::sort(
      text.references.begin(), text.references.end(),
      [](const BoundReference& a, const BoundReference& b) { return a.span.begin < b.span.begin; });
}

}  // namespace

BoundQuery bind_query(Catalog& catalog, const Query& query, ObjectId user) {
  BoundQuery out;
  out.text.sql = query.sql;
  if (!query.select) {
    out.columns.complete = false;
    return out;
  }
  QueryBinder binder(catalog, user);
  out.columns = binder.bind(*query.select, nullptr);
  out.text.references = binder.take_references();
  out.depends_on = binder.take_dependencies();
  rewrite(binder.take_rewritings(), out.text);
  sort_references(out.text);
  return out;
}

BoundText bind_expression(Catalog& catalog, const Expression& expression, const Table& table,
                          ObjectId user) {
  if (!expression.select) return Binder(catalog, user).expression(expression, &table);
  QueryBinder binder(catalog, user);
  binder.bind_over(*expression.select, table);
  BoundText out{expression.text.sql, binder.take_references()};
  rewrite(binder.take_rewritings(), out);
  sort_references(out);
  return out;
}

void bind_selects(Catalog& catalog, const std::vector<std::shared_ptr<const Select>>& selects,
                  ObjectId user, BoundText& text) {
  QueryBinder binder(catalog, user);
  for (const auto& select : selects) binder.bind(*select, nullptr);
  for (BoundReference& reference : binder.take_references()) {
    const bool bound =
        std::any_of(text.references.begin(), text.references.end(),
                    [&](const BoundReference& r) { return r.span == reference.span; });
    if (!bound) text.references.push_back(std::move(reference));
  }
  rewrite(binder.take_rewritings(), text);
  sort_references(text);
}

QueryColumns query_columns(Catalog& catalog, const Query& query) {
  return bind_query(catalog, query, 0).columns;
}

}  // namespace migc::compiler
