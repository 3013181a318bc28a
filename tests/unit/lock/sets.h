// Sets, lockfiles and findings for the tests of the lockfile, in short forms.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/lock/lockfile.h"
#include "compiler/report/finding.h"
#include "compiler/source/assemble.h"
#include "compiler/source/source_set.h"

namespace migc::compiler {

struct FileText {
  std::string name;
  std::string text;
};

// A set in the folder `db`.
inline SourceSet set_of(const std::vector<FileText>& files) {
  std::vector<NamedText> texts;
  texts.reserve(files.size());
  for (const FileText& file : files) texts.push_back({file.name, file.text});
  return assemble_set("db", Dialect::postgresql, std::move(texts)).set;
}

inline Lockfile locked(const std::vector<FileText>& files) {
  std::vector<LockedMigration> all;
  for (const SourceMigration& migration : set_of(files).migrations)
    all.push_back(locked_as(migration));
  return make_lockfile(all, std::nullopt);
}

// "rule place", one per line; the place is a file, with a line where there is one.
inline std::string places(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings) {
    text += finding.rule + " " + finding.place.file;
    if (finding.place.line != 0) text += ":" + std::to_string(finding.place.line);
    text += "\n";
  }
  return text;
}

inline std::string names(const Lockfile& lockfile) {
  std::string text;
  for (const LockedFile& file : lockfile.files) text += (text.empty() ? "" : " ") + file.name;
  return text;
}

inline bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace migc::compiler
