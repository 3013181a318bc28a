// A value or the reason why there is none. Shared by the compiler and the
// runtime; knows neither.
#pragma once

#include <cassert>
#include <optional>
#include <utility>
#include <variant>

namespace migc {

struct Error;  // error.h

// Holds a T or an E. Reading the side that is not there is a programming error
// (asserted). Never throws of its own.
template <class T, class E = Error>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(E error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const noexcept { return state_.index() == 0; }

  T& value() & {
    assert(*this && "value() of a Result that holds an error");
    return *std::get_if<0>(&state_);
  }
  const T& value() const& {
    assert(*this && "value() of a Result that holds an error");
    return *std::get_if<0>(&state_);
  }
  T&& value() && {
    assert(*this && "value() of a Result that holds an error");
    return std::move(*std::get_if<0>(&state_));
  }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  E& error() & {
    assert(!*this && "error() of a Result that holds a value");
    return *std::get_if<1>(&state_);
  }
  const E& error() const& {
    assert(!*this && "error() of a Result that holds a value");
    return *std::get_if<1>(&state_);
  }
  E&& error() && {
    assert(!*this && "error() of a Result that holds a value");
    return std::move(*std::get_if<1>(&state_));
  }

 private:
  std::variant<T, E> state_;
};

// Success without a value, or an E. Default-constructed it means success.
template <class E>
class [[nodiscard]] Result<void, E> {
 public:
  Result() = default;
  Result(E error) : error_(std::move(error)) {}

  explicit operator bool() const noexcept { return !error_; }

  E& error() & {
    assert(error_ && "error() of a Result that holds success");
    return *error_;
  }
  const E& error() const& {
    assert(error_ && "error() of a Result that holds success");
    return *error_;
  }
  E&& error() && {
    assert(error_ && "error() of a Result that holds success");
    return std::move(*error_);
  }

 private:
  std::optional<E> error_;
};

}  // namespace migc
