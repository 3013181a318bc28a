// Triggers, policies, rules and statistics objects.
#include <algorithm>

#include "compiler/schema/apply.h"
#include "compiler/schema/generated_names.h"
#include "compiler/schema/resolve_query.h"

namespace migc::compiler {
namespace {

template <class T>
T* find_part(Catalog& catalog, const std::vector<ObjectId>& parts, const std::string& name) {
  for (const ObjectId id : parts)
    if (auto* part = catalog.get_as<T>(id); part && part->name == name) return part;
  return nullptr;
}

std::optional<BoundText> bound(Edit& edit, const std::optional<Expression>& expression,
                               const Table* table, ObjectId user) {
  if (!expression) return std::nullopt;
  return Binder(edit.catalog, user).expression(*expression, table);
}

std::vector<ObjectId>* triggers_of(Object* relation) {
  if (auto* table = as_object<Table>(relation)) return &table->triggers;
  if (auto* view = as_object<View>(relation)) return &view->triggers;
  return nullptr;
}

std::vector<ObjectId>* rules_of(Object* relation) {
  if (auto* table = as_object<Table>(relation)) return &table->rules;
  if (auto* view = as_object<View>(relation)) return &view->rules;
  return nullptr;
}

void define(Edit& edit, Trigger& trigger, Object& relation, const CreateTrigger& create) {
  const auto* table = as_object<Table>(&relation);
  trigger.definition = create;
  trigger.table = relation.id;
  const Object* function = edit.catalog.find(NameSpace::routine, create.function);
  trigger.function = function ? function->id : 0;
  if (function) edit.catalog.note_use(function->id, trigger.id);
  trigger.columns = table ? column_numbers(*table, create.columns) : std::vector<ColumnNumber>{};
  trigger.condition = bound(edit, create.condition, table, trigger.id);
  if (create.from_table)
    if (const Object* from = edit.catalog.find(NameSpace::relation, *create.from_table))
      trigger.from_table = from->id;
}

void clone_to_children(Edit& edit, const Table& table, const Trigger& trigger) {
  for (const ObjectId child : table.children) {
    auto* partition = edit.catalog.get_as<Table>(child);
    if (!partition) continue;
    auto clone = std::make_unique<Trigger>(trigger);
    clone->parent = trigger.id;
    clone->table = child;
    Trigger& added = edit.catalog.add(std::move(clone), edit.origin);
    partition->triggers.push_back(added.id);
    clone_to_children(edit, *partition, added);
  }
}

template <class Definition>
void take_policy(Edit& edit, Policy& policy, const Table& table, const Definition& definition) {
  const auto bound_to = [&](const Expression& expression) {
    return bind_expression(edit.catalog, expression, table, policy.id);
  };
  if (!definition.roles.empty()) policy.roles = definition.roles;
  if (definition.using_expression) policy.using_expression = bound_to(*definition.using_expression);
  if (definition.check_expression) policy.check_expression = bound_to(*definition.check_expression);
}

}  // namespace

void apply(Edit& edit, const CreateTrigger& create) {
  Object* relation = edit.catalog.find(NameSpace::relation, create.table);
  auto* triggers = triggers_of(relation);
  if (!triggers) return;
  if (Trigger* present = find_part<Trigger>(edit.catalog, *triggers, create.name)) {
    if (create.or_replace) define(edit, *present, *relation, create);
    return;
  }
  auto trigger = std::make_unique<Trigger>();
  trigger->name = create.name;
  Trigger& added = edit.catalog.add(std::move(trigger), edit.origin);
  triggers->push_back(added.id);
  define(edit, added, *relation, create);
  const auto* table = as_object<Table>(relation);
  if (table && table->partitioned() && create.for_each_row) clone_to_children(edit, *table, added);
}

void apply(Edit& edit, const CreatePolicy& create) {
  auto* table = edit.catalog.find_relation<Table>(create.table);
  if (!table || find_part<Policy>(edit.catalog, table->policies, create.name)) return;
  auto policy = std::make_unique<Policy>();
  policy->name = create.name;
  policy->table = table->id;
  policy->permissive = create.permissive;
  policy->command = create.command;
  Policy& added = edit.catalog.add(std::move(policy), edit.origin);
  table->policies.push_back(added.id);
  take_policy(edit, added, *table, create);
}

void apply(Edit& edit, const AlterPolicy& alter) {
  auto* table = edit.catalog.find_relation<Table>(alter.table);
  if (!table) return;
  if (Policy* policy = find_part<Policy>(edit.catalog, table->policies, alter.name))
    take_policy(edit, *policy, *table, alter);
}

void apply(Edit& edit, const CreateRule& create) {
  Object* relation = edit.catalog.find(NameSpace::relation, create.table);
  auto* rules = rules_of(relation);
  if (!rules) return;
  RewriteRule* rule = find_part<RewriteRule>(edit.catalog, *rules, create.name);
  if (rule && !create.or_replace) return;
  if (!rule) {
    auto made = std::make_unique<RewriteRule>();
    made->name = create.name;
    made->table = relation->id;
    rule = &edit.catalog.add(std::move(made), edit.origin);
    rules->push_back(rule->id);
  }
  rule->event = create.event;
  rule->definition = Binder(edit.catalog, rule->id).text(create.definition, nullptr);
}

void apply(Edit& edit, const CreateStatistics& create) {
  auto* table = edit.catalog.find_relation<Table>(create.table);
  if (!table) return;
  auto statistics = std::make_unique<Statistics>();
  statistics->table = table->id;
  statistics->kinds = create.kinds;
  for (const IndexKey& key : create.keys) {
    KeyColumn& added = statistics->keys.emplace_back();
    if (const Column* column = table->column(key.column)) added.column = column->number;
    if (key.expression) added.expression = Binder(edit.catalog).expression(*key.expression, table);
  }
  const bool named = !create.name.name.empty();
  statistics->schema =
      named ? edit.catalog.schema_for_creation(create.name, edit.origin) : table->schema;
  statistics->name =
      named ? create.name.name : statistics_name(edit.catalog, *table, statistics->keys);
  if (edit.catalog.find_in(NameSpace::statistics, statistics->schema, statistics->name)) return;
  const Statistics& added = edit.catalog.add(std::move(statistics), edit.origin);
  edit.catalog.note_use(table->id, added.id);
  for (const KeyColumn& key : added.keys)
    for (const BoundReference& reference : key.expression.references)
      edit.catalog.note_use(reference.object, added.id);
}

void apply(Edit& edit, const AlterStatistics& alter) {
  if (auto* found = as_object<Statistics>(edit.catalog.find(NameSpace::statistics, alter.name)))
    found->target = alter.target == "-1" ? std::string() : alter.target;
}

}  // namespace migc::compiler
