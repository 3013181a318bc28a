// Read access to libpg_query's JSON: fields by name, absent ones as their
// default, whatever their order. Private to compiler/sql.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <string_view>
#include <vector>

namespace migc::compiler {

class Node {
 public:
  Node() = default;
  explicit Node(simdjson::dom::element element) : element_(element), present_(true) {}

  explicit operator bool() const { return present_; }

  // The field `name` as a node; absent when there is none.
  Node operator[](std::string_view name) const {
    simdjson::dom::element found;
    if (!present_ || element_.at_key(name).get(found) != simdjson::SUCCESS) return {};
    return Node(found);
  }

  std::string_view text(std::string_view name) const {
    std::string_view value;
    if (!present_ || element_.at_key(name).get(value) != simdjson::SUCCESS) return {};
    return value;
  }

  bool flag(std::string_view name) const {
    bool value = false;
    return present_ && element_.at_key(name).get(value) == simdjson::SUCCESS && value;
  }

  // 0 when absent: the JSON leaves defaults out.
  std::int64_t number(std::string_view name) const {
    std::int64_t value = 0;
    if (!present_ || element_.at_key(name).get(value) != simdjson::SUCCESS) return 0;
    return value;
  }

  std::vector<Node> list(std::string_view name) const {
    std::vector<Node> nodes;
    simdjson::dom::array array;
    if (!present_ || element_.at_key(name).get(array) != simdjson::SUCCESS) return nodes;
    for (const simdjson::dom::element element : array) nodes.emplace_back(element);
    return nodes;
  }

  // A wrapped node is an object with one field, named after its type.
  std::string_view type() const {
    simdjson::dom::object object;
    if (!present_ || element_.get(object) != simdjson::SUCCESS || object.begin() == object.end())
      return {};
    return (*object.begin()).key;
  }

  // The content of a wrapped node.
  Node unwrapped() const { return (*this)[type()]; }

  // The text of a wrapped String node.
  std::string_view string() const { return (*this)["String"].text("sval"); }

  // Calls `visit(type, node)` for each wrapped node below, itself included.
  template <class Visit>
  void walk(const Visit& visit) const {
    walk_until([&](std::string_view type, const Node& node) {
      visit(type, node);
      return true;
    });
  }

  // The same, but goes below a node only when `visit` returns true.
  template <class Visit>
  void walk_until(const Visit& visit) const {
    simdjson::dom::array array;
    simdjson::dom::object object;
    if (!present_) return;
    if (element_.get(array) == simdjson::SUCCESS) {
      for (const simdjson::dom::element element : array) Node(element).walk_until(visit);
    } else if (element_.get(object) == simdjson::SUCCESS) {
      for (const auto field : object) {
        const bool is_type = !field.key.empty() && field.key[0] >= 'A' && field.key[0] <= 'Z';
        if (!is_type || visit(field.key, Node(field.value))) Node(field.value).walk_until(visit);
      }
    }
  }

 private:
  simdjson::dom::element element_;
  bool present_ = false;
};

}  // namespace migc::compiler
