#include "dumped_objects.h"

#include <algorithm>
#include <set>

namespace migc::testing {
namespace {

using Lines = std::vector<std::string>;

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string joined(const Lines& lines) {
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

// "-- Name: t; Type: TABLE; Schema: public; Owner: -" as "TABLE public.t".
std::string object_of(std::string_view head) {
  const auto field = [&](std::string_view begin, std::string_view end) {
    const std::size_t from = head.find(begin) + begin.size();
    return std::string(head.substr(from, head.find(end, from) - from));
  };
  const std::string name = field("-- Name: ", "; Type: ");
  const std::string schema = field("; Schema: ", "; Owner: ");
  return field("; Type: ", "; Schema: ") + " " + (schema == "-" ? name : schema + "." + name);
}

bool is_head(const std::string& line) {
  return line.starts_with("-- Name: ") && line.find("; Type: ") != std::string::npos;
}

// Settings for the objects that come next depend on the order, and the keys of
// \restrict are random.
bool is_of_the_order(const std::string& line) {
  return line.empty() || line == "--" || line == "-- PostgreSQL database dump complete" ||
         line.starts_with("SET default_tablespace") ||
         line.starts_with("SET default_table_access_method") || line.starts_with("\\unrestrict");
}

// Grants to several roles, and objects that share their name.
void order_lines(const std::string& object, Lines& lines) {
  if (object.starts_with("ACL ") || object.starts_with("DEFAULT ACL "))
    std::sort(lines.begin(), lines.end());
}

}  // namespace

DumpedObjects dumped_objects(std::string_view dump) {
  std::map<std::string, std::multiset<std::string>> blocks;
  std::string object;
  Lines block;
  const auto finish = [&] {
    while (!block.empty() && is_of_the_order(block.back())) block.pop_back();
    while (!block.empty() && is_of_the_order(block.front())) block.erase(block.begin());
    order_lines(object, block);
    if (!object.empty()) blocks[object].insert(joined(block));
    block.clear();
  };
  for (const std::string& line : lines_of(dump)) {
    if (is_head(line)) {
      finish();
      object = object_of(line);
    } else {
      block.push_back(line);
    }
  }
  finish();
  DumpedObjects objects;
  for (const auto& [name, texts] : blocks)
    for (const std::string& text : texts) objects[name] += text;
  return objects;
}

std::vector<Difference> differences(const DumpedObjects& left, const DumpedObjects& right) {
  std::set<std::string> names;
  for (const auto& [name, text] : left) names.insert(name);
  for (const auto& [name, text] : right) names.insert(name);
  const auto text_of = [](const DumpedObjects& objects, const std::string& name) {
    const auto found = objects.find(name);
    return found == objects.end() ? std::string() : found->second;
  };
  std::vector<Difference> out;
  for (const std::string& name : names) {
    Difference difference{name, text_of(left, name), text_of(right, name)};
    if (difference.left != difference.right) out.push_back(std::move(difference));
  }
  return out;
}

}  // namespace migc::testing
