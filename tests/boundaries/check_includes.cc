// Holds every #include of the project against a table:
//   check_includes ROOT TABLE
// prints `file:line: …` for each one that the table does not allow, and fails.
#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPublic = "runtime/include/";

const std::set<std::string, std::less<>> kStandard = {"algorithm",
                                                      "any",
                                                      "array",
                                                      "atomic",
                                                      "barrier",
                                                      "bit",
                                                      "bitset",
                                                      "cassert",
                                                      "cctype",
                                                      "cerrno",
                                                      "cfenv",
                                                      "cfloat",
                                                      "charconv",
                                                      "chrono",
                                                      "cinttypes",
                                                      "climits",
                                                      "clocale",
                                                      "cmath",
                                                      "compare",
                                                      "complex",
                                                      "concepts",
                                                      "condition_variable",
                                                      "coroutine",
                                                      "csetjmp",
                                                      "csignal",
                                                      "cstdarg",
                                                      "cstddef",
                                                      "cstdint",
                                                      "cstdio",
                                                      "cstdlib",
                                                      "cstring",
                                                      "ctime",
                                                      "cuchar",
                                                      "cwchar",
                                                      "cwctype",
                                                      "deque",
                                                      "exception",
                                                      "execution",
                                                      "filesystem",
                                                      "forward_list",
                                                      "fstream",
                                                      "functional",
                                                      "future",
                                                      "initializer_list",
                                                      "iomanip",
                                                      "ios",
                                                      "iosfwd",
                                                      "iostream",
                                                      "istream",
                                                      "iterator",
                                                      "latch",
                                                      "limits",
                                                      "list",
                                                      "locale",
                                                      "map",
                                                      "memory",
                                                      "memory_resource",
                                                      "mutex",
                                                      "new",
                                                      "numbers",
                                                      "numeric",
                                                      "optional",
                                                      "ostream",
                                                      "queue",
                                                      "random",
                                                      "ranges",
                                                      "ratio",
                                                      "regex",
                                                      "scoped_allocator",
                                                      "semaphore",
                                                      "set",
                                                      "shared_mutex",
                                                      "span",
                                                      "sstream",
                                                      "stack",
                                                      "stdexcept",
                                                      "stop_token",
                                                      "streambuf",
                                                      "string",
                                                      "string_view",
                                                      "strstream",
                                                      "syncstream",
                                                      "system_error",
                                                      "thread",
                                                      "tuple",
                                                      "type_traits",
                                                      "typeindex",
                                                      "typeinfo",
                                                      "unordered_map",
                                                      "unordered_set",
                                                      "utility",
                                                      "valarray",
                                                      "variant",
                                                      "vector",
                                                      "version"};

const std::set<std::string, std::less<>> kSystem = {
    "dirent.h",   "fcntl.h",     "grp.h",          "io.h",         "poll.h",
    "pthread.h",  "pwd.h",       "signal.h",       "spawn.h",      "sys/file.h",
    "sys/mman.h", "sys/prctl.h", "sys/resource.h", "sys/socket.h", "sys/stat.h",
    "sys/time.h", "sys/types.h", "sys/wait.h",     "unistd.h",     "windows.h"};

std::vector<std::string> lines_of(const fs::path& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string folder_of(std::string_view file) {
  const auto slash = file.rfind('/');
  return std::string(file.substr(0, slash == std::string_view::npos ? 0 : slash));
}

// Folder -> what it may include.
class Table {
 public:
  explicit Table(const fs::path& path) {
    for (const std::string& line : lines_of(path)) {
      const auto colon = line.find(':');
      if (line.empty() || line[0] == '#' || colon == std::string::npos) continue;
      std::istringstream words(line.substr(colon + 1));
      auto& allowed = rows_[line.substr(0, colon)];
      for (std::string word; words >> word;)
        allowed.insert(word.starts_with("migc/") ? std::string(kPublic) + word : word);
    }
  }

  const std::map<std::string, std::set<std::string>>& rows() const { return rows_; }

  // The row of a folder or of the nearest one above it; null when there is none.
  const std::pair<const std::string, std::set<std::string>>* row_of(std::string folder) const {
    for (; !folder.empty(); folder = folder_of(folder))
      if (const auto row = rows_.find(folder); row != rows_.end()) return &*row;
    return nullptr;
  }

  // A folder that includes itself by way of others, as "a b a"; empty when there is none.
  std::string cycle() const {
    for (const auto& [folder, allowed] : rows_) {
      std::vector<std::string> path{folder};
      if (returns(path)) return joined(path);
    }
    return {};
  }

 private:
  bool returns(std::vector<std::string>& path) const {
    const auto row = rows_.find(path.back());
    if (row == rows_.end()) return false;
    for (const std::string& next : row->second) {
      const std::string folder = next.ends_with(".h") ? folder_of(next) : next;
      if (next[0] == '<' || folder == path.back()) continue;
      const bool first = folder == path.front();
      if (!first && std::find(path.begin(), path.end(), folder) != path.end()) continue;
      path.push_back(folder);
      if (first || returns(path)) return true;
      path.pop_back();
    }
    return false;
  }

  static std::string joined(const std::vector<std::string>& path) {
    std::string out;
    for (const std::string& part : path) out += (out.empty() ? "" : " -> ") + part;
    return out;
  }

  std::map<std::string, std::set<std::string>> rows_;
};

class Checker {
 public:
  Checker(fs::path root, const Table& table) : root_(std::move(root)), table_(table) {}

  // Every source below the folders that the table names.
  void check_all() {
    std::set<std::string> tops;
    for (const auto& [folder, allowed] : table_.rows())
      tops.insert(folder.substr(0, folder.find('/')));
    for (const std::string& top : tops)
      for (const auto& entry : fs::recursive_directory_iterator(root_ / top))
        if (entry.is_regular_file() &&
            (entry.path().extension() == ".h" || entry.path().extension() == ".cc"))
          check_file(entry.path().lexically_relative(root_).generic_string());
  }

  std::size_t includes() const { return includes_; }
  std::size_t problems() const { return problems_; }

 private:
  void check_file(const std::string& file) {
    const auto* row = table_.row_of(folder_of(file));
    const std::vector<std::string> lines = lines_of(root_ / file);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      std::string_view line = lines[i];
      if (!take(line, "#") || !take(line, "include")) continue;
      ++includes_;
      const std::string problem = row ? check(file, row->second, line) : "its folder has no line";
      if (problem.empty()) continue;
      ++problems_;
      std::fprintf(stderr, "%s:%zu: #include %.*s: %s\n", file.c_str(), i + 1,
                   static_cast<int>(line.size()), line.data(), problem.c_str());
    }
  }

  static bool take(std::string_view& line, std::string_view word) {
    const auto begin = line.find_first_not_of(" \t");
    if (begin == std::string_view::npos || !line.substr(begin).starts_with(word)) return false;
    line.remove_prefix(begin + word.size());
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    return true;
  }

  // Empty when the include is allowed.
  std::string check(const std::string& file, const std::set<std::string>& allowed,
                    std::string_view include) const {
    const char closing = include.starts_with('<') ? '>' : '"';
    const auto end = include.find(closing, 1);
    if (end == std::string_view::npos) return "cannot be read";
    const std::string name(include.substr(1, end - 1));
    if (const std::string target = find(file, name); !target.empty())
      return check_project(file, allowed, target);
    if (closing == '"') return "there is no such file";
    return check_library(allowed, name);
  }

  // The project's file that is meant, relative to the root, or nothing.
  std::string find(const std::string& file, const std::string& name) const {
    std::vector<std::string> places = {"", std::string(kPublic)};
    if (file.starts_with("runtime/")) places.emplace_back("runtime/src/");
    places.push_back(folder_of(file) + "/");
    for (const std::string& place : places)
      if (fs::is_regular_file(root_ / (place + name))) return place + name;
    return {};
  }

  std::string check_project(const std::string& file, const std::set<std::string>& allowed,
                            const std::string& target) const {
    const std::string folder = folder_of(target);
    if (folder == folder_of(file) || allowed.contains(target) || allowed.contains(folder))
      return {};
    return folder_of(file) + " may not include " + target;
  }

  static std::string check_library(const std::set<std::string>& allowed, const std::string& name) {
    if (kStandard.contains(name) || allowed.contains("<" + name + ">")) return {};
    if (kSystem.contains(name))
      return allowed.contains("<system>") ? "" : "only compiler/base may call the operating system";
    const auto slash = name.find('/');
    if (slash != std::string::npos && allowed.contains("<" + name.substr(0, slash + 1) + ">"))
      return {};
    return "this library is not for this folder";
  }

  fs::path root_;
  const Table& table_;
  std::size_t includes_ = 0;
  std::size_t problems_ = 0;
};

int run(const fs::path& root, const fs::path& table_path) {
  const Table table(table_path);
  if (const std::string cycle = table.cycle(); !cycle.empty()) {
    std::fprintf(stderr, "%s: a cycle: %s\n", table_path.c_str(), cycle.c_str());
    return 1;
  }
  Checker checker(root, table);
  checker.check_all();
  if (checker.problems() != 0)
    std::fprintf(stderr, "%zu of %zu includes are not in %s; see docs/architecture.md\n",
                 checker.problems(), checker.includes(), table_path.c_str());
  // No includes at all: the root is not that of the project.
  return checker.problems() == 0 && checker.includes() > 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: check_includes ROOT TABLE\n");
    return 2;
  }
  try {
    return run(argv[1], argv[2]);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "check_includes: %s\n", problem.what());
    return 2;
  }
}
