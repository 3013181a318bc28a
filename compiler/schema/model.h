// The schema as the compiler knows it after some statements. It holds what the
// migrations made; what it does not know may exist all the same.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "compiler/schema/catalog.h"
#include "compiler/schema/objects.h"
#include "compiler/sql/statement.h"

namespace migc::compiler {

// What there may be before the first statement.
enum class Past : std::uint8_t { nothing, unknown };

class Model {
 public:
  explicit Model(Past past = Past::nothing) : Model(std::make_unique<Catalog>(), past) {}
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;

  // The same schema with the same identities, to try statements on. It takes time
  // for what they touch only: it sees through to this one, which must outlive it
  // and not change meanwhile.
  std::unique_ptr<Model> trial() const;

  // Applies a DO block; `before_each` sees each statement that it executes, just
  // before that. False when some of the block could not be followed.
  bool run_block(const DoBlock& block, Origin origin,
                 const std::function<void(const Statement&)>& before_each);

  // Takes tables that the statement uses, and that no statement made, for older
  // ones, if there may be such; before the statement is judged or applied.
  void assume(const Statement& statement);

  // Changes the schema as the server would. What does not fit (a table that is
  // not there) changes nothing.
  void apply(const Statement& statement, Origin origin);

  // Between two migrations: session settings of the one do not reach the next,
  // and its temporary tables are gone.
  void end_migration();

  // Null when no statement so far made it.
  const Table* find_table(const QualifiedName& name) const;
  const View* find_view(const QualifiedName& name) const;

  // The table that has an index of that name, with the index.
  std::pair<const Table*, const Index*> find_index(const QualifiedName& name) const;

  // The place of a DROP of a relation of that name, if there was one.
  std::optional<Origin> dropped_at(const QualifiedName& name) const;

  const Catalog& catalog() const { return *catalog_; }

 private:
  class Target;
  Model(std::unique_ptr<Catalog> catalog, Past past) : catalog_(std::move(catalog)), past_(past) {}

  void apply_elements(const CreateSchema& schema, Origin origin);

  std::unique_ptr<Catalog> catalog_;
  Past past_;
  std::size_t open_blocks_ = 0;  // DO blocks, each of which is executed by the one before
};

}  // namespace migc::compiler
