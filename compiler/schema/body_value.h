// What an expression in a DO block is worth, as far as the model can tell.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/schema/object.h"

namespace migc::compiler {

struct BodyValue {
  enum class State : std::uint8_t { unknown, null, known };
  State state = State::unknown;
  std::string text;     // as a cast to text gives it; a boolean is "true" or "false"
  ObjectId object = 0;  // what a regclass and its like stand for
  std::vector<BodyValue> elements = {};  // of an array

  bool known() const { return state == State::known; }
  bool is_true() const { return known() && text == "true"; }
  bool is_false() const { return known() && text == "false"; }

  static BodyValue of(std::string text) { return {State::known, std::move(text)}; }
  static BodyValue of(bool value) { return of(std::string(value ? "true" : "false")); }
  static BodyValue null() { return {State::null, {}}; }
};

// Calls a built-in function or operator that needs nothing but its arguments.
// Unknown for one that is not among them.
BodyValue call_builtin(const std::string& function, const std::vector<BodyValue>& arguments);

BodyValue equal(const BodyValue& left, const BodyValue& right);
BodyValue negation(const BodyValue& value);

}  // namespace migc::compiler
