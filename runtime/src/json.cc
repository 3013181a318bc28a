#include "json.h"

#include <cassert>

#include "utf8.h"

namespace migc {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

void append_control(std::string& out, unsigned char byte) {
  switch (byte) {
    case '\n':
      out += "\\n";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\r':
      out += "\\r";
      return;
    default:
      out += "\\u00";
      out.push_back(kHexDigits[byte >> 4U]);
      out.push_back(kHexDigits[byte & 15U]);
  }
}

}  // namespace

JsonWriter& JsonWriter::end() {
  assert(!closings_.empty() && "nothing is open");
  text_.push_back(closings_.back());
  closings_.pop_back();
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::member(std::string_view key, std::string_view text) {
  begin(key);
  append_string(text);
  return *this;
}

JsonWriter& JsonWriter::open(std::string_view key, char opening, char closing) {
  begin(key);
  text_.push_back(opening);
  closings_.push_back(closing);
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view key, std::string_view value) {
  begin(key);
  text_ += value;
  return *this;
}

void JsonWriter::begin(std::string_view key) {
  if (!first_) text_.push_back(',');
  first_ = false;
  if (key.empty()) return;
  append_string(key);
  text_.push_back(':');
}

void JsonWriter::append_string(std::string_view text) {
  text_.push_back('"');
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t length = utf8_length(text.substr(i));
    if (length == 0) {
      text_ += "\\ufffd";
      ++i;
      continue;
    }
    if (byte == '"' || byte == '\\') text_.push_back('\\');
    if (byte < 0x20 || byte == 0x7f) {
      append_control(text_, byte);
    } else {
      text_ += text.substr(i, length);
    }
    i += length;
  }
  text_.push_back('"');
}

}  // namespace migc
