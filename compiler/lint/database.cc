#include "compiler/lint/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/base/file.h"
#include "compiler/lint/database_content.h"

namespace migc::compiler {
namespace {

constexpr std::uint32_t kApplication = 0x6d696763;  // "migc". Persisted: never change.

// What the engine said against it.
struct Trouble {
  std::string what;
  bool damaged = false;  // it is about what the file holds
};

std::optional<Trouble> write(const std::string& path, const Project& project) {
  SqliteWriter writer(path);
  writer.execute("BEGIN IMMEDIATE");
  write_content(writer, project);
  writer.execute(("PRAGMA user_version = " + std::to_string(kLintDatabaseFormat)).c_str());
  writer.execute(("PRAGMA application_id = " + std::to_string(kApplication)).c_str());
  writer.execute("COMMIT");
  if (writer.ok()) return std::nullopt;
  return Trouble{writer.error(), writer.damaged()};
}

enum class Present : std::uint8_t {
  nothing,
  ours,     // as it should be, as far as its header tells
  damaged,  // may be made anew
  foreign,  // somebody else's file
};

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i)
    value = value << 8U | static_cast<std::uint8_t>(bytes[at + i]);
  return value;
}

// Only what bears our mark is ever replaced.
// Source of the offsets: SQLite's file format, section 1.3.
Present look_at(const std::string& path) {
  constexpr std::size_t kHeader = 100;
  constexpr std::size_t kUserVersion = 60;
  constexpr std::size_t kApplicationId = 68;
  // In this order: another build may be about to make it.
  if (!path_exists(path)) return Present::nothing;
  const auto bytes = read_file(path);
  if (!bytes) return path_exists(path) ? Present::foreign : Present::nothing;
  const std::string_view content = bytes.value();
  if (content.empty()) return Present::nothing;
  if (!content.starts_with(std::string_view("SQLite format 3\0", 16)) || content.size() < kHeader ||
      big_endian(content, kApplicationId) != kApplication)
    return Present::foreign;
  return big_endian(content, kUserVersion) == kLintDatabaseFormat ? Present::ours
                                                                  : Present::damaged;
}

Failure cannot_write(const std::string& path, const std::string& why) {
  return {"cannot write the lint database \"" + path + "\": " + why,
          "it is only a cache: delete it, or give --lint-db another file", ""};
}

}  // namespace

Result<void> write_lint_database(const std::string& path, const Project& project) {
  const Present present = look_at(path);
  if (present == Present::foreign)
    return cannot_write(path, "the file is there, and is no lint database");
  std::optional<Trouble> trouble = present == Present::damaged
                                       ? std::optional(Trouble{"another format", true})
                                       : write(path, project);
  if (trouble && trouble->damaged && present != Present::nothing) {  // once more, from nothing
    if (auto removed = remove_file(path); !removed) return removed;
    trouble = write(path, project);
  }
  if (trouble) return cannot_write(path, trouble->what);
  return {};
}

}  // namespace migc::compiler
