#include "compiler/schema/model.h"

#include "compiler/schema/apply.h"
#include "compiler/schema/do_block.h"

namespace migc::compiler {
namespace {

// One overload per statement kind that changes the schema; the rest does not.
struct Apply {
  Edit& edit;

  template <class T>
  void operator()(const T& statement) const {
    if constexpr (requires { migc::compiler::apply(edit, statement); })
      migc::compiler::apply(edit, statement);
  }
};

void grant_defaults(Edit& edit, std::size_t first) {
  if (edit.catalog.default_privileges().empty()) return;
  for (std::size_t i = first; i < edit.catalog.size(); ++i)
    apply_default_privileges(edit, *edit.catalog.get(static_cast<ObjectId>(i + 1)));
}

}  // namespace

using BeforeEach = std::function<void(const Statement&)>;

class Model::Target : public BlockTarget {
 public:
  Target(Model& model, Origin origin, BeforeEach before_each)
      : model_(model), origin_(origin), before_each_(std::move(before_each)) {}
  Target(std::unique_ptr<Model> trial, Origin origin)
      : owned_(std::move(trial)),
        model_(*owned_),
        origin_(origin),
        before_each_([](const Statement&) {}) {}

  Edit edit() override { return {*model_.catalog_, origin_}; }
  void apply(const Statement& statement) override {
    before_each_(statement);
    model_.apply(statement, origin_);
  }
  std::unique_ptr<BlockTarget> trial() const override {
    return std::make_unique<Target>(model_.trial(), origin_);
  }
  bool knows_all() const override { return model_.past_ == Past::nothing; }

 private:
  std::unique_ptr<Model> owned_;  // of a trial
  Model& model_;
  Origin origin_;
  BeforeEach before_each_;
};

std::unique_ptr<Model> Model::trial() const {
  std::unique_ptr<Model> out(new Model(Catalog::trial(*catalog_), past_));
  out->open_blocks_ = open_blocks_;
  return out;
}

void Model::assume(const Statement& statement) {
  if (past_ == Past::unknown) assume_named(*catalog_, statement);
}

void Model::apply(const Statement& statement, Origin origin) {
  if (const auto* block = as<DoBlock>(statement)) {
    run_block(*block, origin, [](const Statement&) {});
    return;
  }
  Edit edit{*catalog_, origin};
  const std::size_t before = catalog_->size();
  std::visit(Apply{edit}, statement.body);
  grant_defaults(edit, before);
  if (const auto* schema = as<CreateSchema>(statement)) apply_elements(*schema, origin);
}

// What CREATE SCHEMA makes besides goes into that schema.
void Model::apply_elements(const CreateSchema& schema, Origin origin) {
  if (schema.elements.empty()) return;
  const std::vector<std::string> path = catalog_->search_path();
  std::vector<std::string> inside{schema.name};
  inside.insert(inside.end(), path.begin(), path.end());
  catalog_->set_search_path(std::move(inside));
  for (const auto& element : schema.elements) apply(*element, origin);
  catalog_->set_search_path(path);
}

bool Model::run_block(const DoBlock& block, Origin origin,
                      const std::function<void(const Statement&)>& before_each) {
  constexpr std::size_t kDeepest = 8;  // each parses the text of all inside it
  Target target(*this, origin, before_each);
  if (open_blocks_ == kDeepest) {
    distrust_do_block(target, block);
    return false;
  }
  ++open_blocks_;
  const bool followed = apply_do_block(target, block);
  --open_blocks_;
  return followed;
}

void Model::end_migration() {
  catalog_->set_search_path({"public"});
  Edit edit{*catalog_, {}};
  if (Object* temporary = catalog_->find_in(NameSpace::schema, 0, "pg_temp"))
    drop_object(edit, *temporary, true);
}

const Table* Model::find_table(const QualifiedName& name) const {
  return as_object<Table>(catalog_->find(NameSpace::relation, name));
}

const View* Model::find_view(const QualifiedName& name) const {
  return as_object<View>(catalog_->find(NameSpace::relation, name));
}

std::pair<const Table*, const Index*> Model::find_index(const QualifiedName& name) const {
  const auto* index = as_object<Index>(catalog_->find(NameSpace::relation, name));
  if (!index) return {nullptr, nullptr};
  return {catalog_->get_as<Table>(index->table), index};
}

std::optional<Origin> Model::dropped_at(const QualifiedName& name) const {
  return catalog_->dropped_at(NameSpace::relation, name);
}

}  // namespace migc::compiler
