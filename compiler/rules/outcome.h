// What a rule sees once the last statement has been applied: the schema that
// the whole set makes.
#pragma once

#include "compiler/rules/context.h"

namespace migc::compiler {

class Outcome {
 public:
  // Every reference must outlive the object. `last` is the newest migration's index.
  Outcome(const Model& after, std::size_t last, const SetScope& set)
      : after_(after), last_(last), set_(set) {}

  const Catalog& catalog() const { return after_.catalog(); }
  int server_version() const { return set_.server_version; }

  // Whether the newest migration did it: what comes next is not written yet.
  bool is_newest(const Origin& origin) const { return origin.migration == last_; }

 private:
  const Model& after_;
  std::size_t last_;
  const SetScope& set_;
};

}  // namespace migc::compiler
