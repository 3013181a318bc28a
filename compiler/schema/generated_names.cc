#include "compiler/schema/generated_names.h"

#include <algorithm>

namespace migc::compiler {
namespace {

bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80;
}

// The longest prefix of at most `bytes` bytes that ends between characters.
std::string_view clipped(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && continues_character(text[bytes])) --bytes;
  return text.substr(0, bytes);
}

// Tries "label", "label1", "label2", … until `is_free`.
template <class IsFree>
std::string first_free(const NameParts& parts, const IsFree& is_free) {
  for (std::size_t pass = 0;; ++pass) {
    const std::string label = std::string(parts.label) + (pass == 0 ? "" : std::to_string(pass));
    std::string name = object_name(parts.name1, parts.name2, label);
    if (is_free(name)) return name;
  }
}

}  // namespace

std::string cut_name(std::string_view name) {
  return std::string(clipped(name, kLongestName));
}

std::string object_name(std::string_view name1, std::string_view name2, std::string_view label) {
  const std::size_t overhead = (name2.empty() ? 0 : 1) + (label.empty() ? 0 : label.size() + 1);
  const std::size_t available = kLongestName - std::min(overhead, kLongestName);
  std::size_t length1 = name1.size();
  std::size_t length2 = name2.size();
  while (length1 + length2 > available) {
    if (length1 > length2) {
      --length1;
    } else {
      --length2;
    }
  }
  std::string out(clipped(name1, length1));
  if (!name2.empty()) out.append("_").append(clipped(name2, length2));
  if (!label.empty()) out.append("_").append(label);
  return out;
}

std::string relation_name(const Catalog& catalog, ObjectId schema, const NameParts& parts,
                          bool constraint) {
  return first_free(parts, [&](const std::string& name) {
    return !catalog.find_in(NameSpace::relation, schema, name) &&
           !(constraint && catalog.constraint_exists(schema, name));
  });
}

std::string constraint_name(const Catalog& catalog, ObjectId schema, const NameParts& parts,
                            const std::vector<std::string>& taken) {
  return first_free(parts, [&](const std::string& name) {
    return std::find(taken.begin(), taken.end(), name) == taken.end() &&
           !catalog.constraint_exists(schema, name);
  });
}

std::string statistics_name(const Catalog& catalog, const Table& table,
                            const std::vector<KeyColumn>& keys) {
  std::vector<std::string> names;
  for (const KeyColumn& key : keys) {
    const Column* column = table.column(key.column);
    names.push_back(column ? column->name : "expr");
  }
  const std::string joined = joined_columns(names);
  return first_free({table.name, joined, "stat"}, [&](const std::string& name) {
    return !catalog.find_in(NameSpace::statistics, table.schema, name);
  });
}

std::string multirange_name(std::string_view range) {
  constexpr std::string_view kWord = "range";
  constexpr std::string_view kEnding = "_multirange";
  const std::size_t at = range.find(kWord);
  if (at == std::string_view::npos)
    return std::string(clipped(range, kLongestName - kEnding.size())).append(kEnding);
  return cut_name(std::string(range.substr(0, at)) + "multi" + std::string(range.substr(at)));
}

std::vector<std::string> index_column_names(const std::vector<std::string>& wanted) {
  std::vector<std::string> names;
  for (const std::string& one : wanted) {
    const std::string base = one.empty() ? "expr" : one;
    std::string name = base;
    for (int i = 1; std::find(names.begin(), names.end(), name) != names.end(); ++i) {
      const std::string number = std::to_string(i);
      name = std::string(clipped(base, kLongestName - number.size())) + number;
    }
    names.push_back(std::move(name));
  }
  return names;
}

std::string joined_columns(const std::vector<std::string>& columns) {
  std::string out;
  for (const std::string& column : columns) {
    if (!out.empty()) out += '_';
    out += column;
    if (out.size() > kLongestName) break;
  }
  return out;
}

}  // namespace migc::compiler
