// What a DO block does to the model.
#pragma once

#include <memory>

#include "compiler/schema/edit.h"
#include "compiler/sql/statement.h"

namespace migc::compiler {

// What the statements of a block change.
class BlockTarget {
 public:
  BlockTarget() = default;
  BlockTarget(const BlockTarget&) = delete;
  BlockTarget& operator=(const BlockTarget&) = delete;
  virtual ~BlockTarget() = default;

  virtual Edit edit() = 0;
  virtual void apply(const Statement& statement) = 0;

  // The same schema, to find out whether a part of the block fails; it must not
  // outlive this.
  virtual std::unique_ptr<BlockTarget> trial() const = 0;

  // Nothing is there that no statement made.
  virtual bool knows_all() const = 0;
};

// Follows static SQL, EXECUTE of literals, guards that the model can answer, and
// handlers of errors: what failed in their block is undone as a whole. What it
// cannot follow makes the objects that it names uncertain, and returns false.
bool apply_do_block(BlockTarget& target, const DoBlock& block);

// Follows nothing of it: every relation that it names becomes uncertain.
void distrust_do_block(BlockTarget& target, const DoBlock& block);

}  // namespace migc::compiler
