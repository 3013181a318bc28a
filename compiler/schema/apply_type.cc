#include <algorithm>

#include "compiler/schema/apply.h"
#include "compiler/schema/generated_names.h"

namespace migc::compiler {
namespace {

template <class T>
std::unique_ptr<T> named(ObjectId schema, const std::string& name) {
  auto object = std::make_unique<T>();
  object->schema = schema;
  object->name = name;
  return object;
}

bool type_exists(const Catalog& catalog, ObjectId schema, const std::string& name) {
  return catalog.find_in(NameSpace::type, schema, name) ||
         catalog.find_in(NameSpace::relation, schema, name);
}

// A column stands in for the domain, so that VALUE is no column of it.
DomainCheck check_of(Edit& edit, const Domain& domain, const ConstraintDefinition& definition,
                     const std::vector<std::string>& taken) {
  DomainCheck out;
  out.name = definition.name;
  if (out.name.empty())
    out.name = constraint_name(edit.catalog, domain.schema, {domain.name, "", "check"}, taken);
  if (definition.expression)
    out.expression = Binder(edit.catalog, domain.id).expression(*definition.expression, nullptr);
  out.valid = !definition.not_valid;
  edit.catalog.note_constraint(domain.schema, out.name, 1);
  return out;
}

}  // namespace

void apply(Edit& edit, const CreateEnum& create) {
  const ObjectId schema = edit.catalog.schema_for_creation(create.type, edit.origin);
  if (type_exists(edit.catalog, schema, create.type.name)) return;
  auto type = named<EnumType>(schema, create.type.name);
  type->labels = create.labels;
  type->label_origins.assign(create.labels.size(), edit.origin);
  edit.catalog.add(std::move(type), edit.origin);
}

void apply(Edit& edit, const AlterEnum& alter) {
  auto* type = as_object<EnumType>(edit.catalog.find(NameSpace::type, alter.type));
  if (!type) return;
  const auto at = [&](const std::string& label) {
    return std::find(type->labels.begin(), type->labels.end(), label);
  };
  if (!alter.new_label.empty()) {
    if (at(alter.label) == type->labels.end()) return;
    *at(alter.label) = alter.new_label;
    follow_label(edit, *type, alter.label, alter.new_label);
    return;
  }
  if (at(alter.label) != type->labels.end()) return;
  auto place = type->labels.end();
  if (!alter.neighbour.empty() && at(alter.neighbour) != type->labels.end())
    place = at(alter.neighbour) + (alter.after ? 1 : 0);
  type->label_origins.insert(type->label_origins.begin() + (place - type->labels.begin()),
                             edit.origin);
  type->labels.insert(place, alter.label);
}

void apply(Edit& edit, const CreateDomain& create) {
  const ObjectId schema = edit.catalog.schema_for_creation(create.domain, edit.origin);
  if (type_exists(edit.catalog, schema, create.domain.name)) return;
  Domain& domain = edit.catalog.add(named<Domain>(schema, create.domain.name), edit.origin);
  Binder binder(edit.catalog, domain.id);
  domain.type = binder.type(create.type);
  domain.collation = create.collation;
  domain.not_null = create.not_null;
  if (create.default_value)
    domain.default_value = binder.expression(*create.default_value, nullptr);
  for (const ConstraintDefinition& check : create.checks)
    domain.checks.push_back(check_of(edit, domain, check, {}));
}

void apply(Edit& edit, const AlterDomain& alter) {
  using Action = AlterDomain::Action;
  auto* domain = as_object<Domain>(edit.catalog.find(NameSpace::type, alter.domain));
  if (!domain) return;
  const auto named_check = [&](const DomainCheck& check) { return check.name == alter.name; };
  switch (alter.action) {
    case Action::set_default:
      domain->default_value =
          Binder(edit.catalog, domain->id).expression(*alter.default_value, nullptr);
      break;
    case Action::drop_default:
      domain->default_value.reset();
      break;
    case Action::set_not_null:
      domain->not_null = true;
      break;
    case Action::drop_not_null:
      domain->not_null = false;
      break;
    case Action::add_constraint:
      if (alter.constraint->kind == ConstraintKind::not_null)
        domain->not_null = true;
      else
        domain->checks.push_back(check_of(edit, *domain, *alter.constraint, {}));
      break;
    case Action::drop_constraint:
      if (std::erase_if(domain->checks, named_check) > 0)
        edit.catalog.note_constraint(domain->schema, alter.name, -1);
      break;
    case Action::validate_constraint:
      for (DomainCheck& check : domain->checks) check.valid |= named_check(check);
      break;
  }
}

void apply(Edit& edit, const CreateComposite& create) {
  const ObjectId schema = edit.catalog.schema_for_creation(create.type, edit.origin);
  if (type_exists(edit.catalog, schema, create.type.name)) return;
  CompositeType& type =
      edit.catalog.add(named<CompositeType>(schema, create.type.name), edit.origin);
  for (const ColumnDefinition& definition : create.attributes) {
    AddColumn add;
    add.column = definition;
    alter_composite(edit, type, add);
  }
}

void apply(Edit& edit, const CreateRange& create) {
  const ObjectId schema = edit.catalog.schema_for_creation(create.type, edit.origin);
  if (type_exists(edit.catalog, schema, create.type.name)) return;
  RangeType& type = edit.catalog.add(named<RangeType>(schema, create.type.name), edit.origin);
  type.definition = Binder(edit.catalog, type.id).text(create.definition, nullptr);
  if (create.multirange.empty()) type.multirange = multirange_name(type.name);
}

}  // namespace migc::compiler
