// ALTER TYPE … RENAME VALUE: the server's expressions hold the label's number,
// the model's hold its text.
#include <algorithm>

#include "compiler/schema/edit.h"
#include "compiler/schema/render.h"
#include "compiler/source/tokens.h"

namespace migc::compiler {
namespace {

class LabelChange {
 public:
  LabelChange(Edit& edit, const EnumType& type, const std::string& before, const std::string& after)
      : edit_(edit), type_(type), before_(string_literal(before)), after_(string_literal(after)) {}

  void in_table(Table& table) {
    for (Column& column : table.columns) {
      if (column.type.object != type_.id) continue;
      in_default(column.default_value);
    }
    const bool compared =
        std::any_of(table.constraints.begin(), table.constraints.end(),
                    [&](const Constraint& check) { return holds(check.expression); }) ||
        std::any_of(table.columns.begin(), table.columns.end(),
                    [&](const Column& column) { return holds(column.generated); });
    if (compared) doubt(table);
    for (const ObjectId id : table.indexes)
      if (Index* index = edit_.catalog.get_as<Index>(id))
        if (holds(index->condition) || in_keys(*index)) doubt(*index);
    for (const ObjectId id : table.policies)
      if (Policy* policy = edit_.catalog.get_as<Policy>(id))
        if (holds(policy->using_expression) || holds(policy->check_expression)) doubt(*policy);
  }

  void in_view(View& view) {
    if (holds(view.query)) doubt(view);
  }

  void in_domain(Domain& domain) { in_default(domain.default_value); }

 private:
  bool in_keys(const Index& index) const {
    return std::any_of(index.keys.begin(), index.keys.end(),
                       [&](const KeyColumn& key) { return holds(key.expression); });
  }

  bool holds(const BoundText& text) const {
    const auto tokens = tokenize(text.sql, Dialect::postgresql);
    return std::any_of(tokens.begin(), tokens.end(),
                       [&](const Token& token) { return token.text(text.sql) == before_; });
  }
  bool holds(const std::optional<BoundText>& text) const { return text && holds(*text); }

  // 'a', or 'a'::type: nothing but the label can be meant.
  void in_default(std::optional<BoundText>& text) const {
    if (!text || !text->sql.starts_with(before_)) return;
    const std::string_view rest = std::string_view(text->sql).substr(before_.size());
    if (!rest.empty() && !rest.starts_with("::")) return;
    text->sql.replace(0, before_.size(), after_);
    for (BoundReference& reference : text->references) {
      reference.span.begin += after_.size() - before_.size();
      reference.span.end += after_.size() - before_.size();
    }
  }

  static void doubt(Object& object) {
    distrust(object, "it compares with an enum label that was renamed");
  }

  Edit& edit_;
  const EnumType& type_;
  std::string before_;
  std::string after_;
};

}  // namespace

void follow_label(Edit& edit, const EnumType& type, const std::string& before,
                  const std::string& after) {
  LabelChange change(edit, type, before, after);
  const auto users = edit.catalog.users_of(type.id);
  for (const ObjectId id : std::vector<ObjectId>(users.begin(), users.end())) {
    if (Domain* domain = edit.catalog.get_as<Domain>(id)) change.in_domain(*domain);
    Table* table = edit.catalog.get_as<Table>(id);
    if (!table) continue;
    change.in_table(*table);
    for (const ObjectId reader : edit.catalog.users_of(table->id))
      if (View* view = edit.catalog.get_as<View>(reader)) change.in_view(*view);
  }
}

}  // namespace migc::compiler
