// Writes JSON, for programs that read what the runner prints. Only ever
// produces valid JSON and valid UTF-8.
#pragma once

#include <concepts>
#include <string>
#include <string_view>

namespace migc {

// A cursor that moves forward: `object`, `array` and `end` nest, `member` and
// `element` write. The key is empty for elements of arrays and for the root.
class JsonWriter {
 public:
  JsonWriter& object(std::string_view key = {}) { return open(key, '{', '}'); }
  JsonWriter& array(std::string_view key = {}) { return open(key, '[', ']'); }
  JsonWriter& end();

  JsonWriter& member(std::string_view key, std::string_view text);
  JsonWriter& member(std::string_view key, const char* text) {
    return member(key, std::string_view(text));
  }
  JsonWriter& member(std::string_view key, bool flag) { return raw(key, flag ? "true" : "false"); }
  template <std::integral Number>
  JsonWriter& member(std::string_view key, Number number) {
    return raw(key, std::to_string(number));
  }
  JsonWriter& element(std::string_view text) { return member({}, text); }

  // What was written, when everything is ended.
  const std::string& text() const { return text_; }

 private:
  JsonWriter& open(std::string_view key, char opening, char closing);
  JsonWriter& raw(std::string_view key, std::string_view value);
  void begin(std::string_view key);
  void append_string(std::string_view text);

  std::string text_;
  std::string closings_;  // of what is open
  bool first_ = true;     // in what is open
};

}  // namespace migc
