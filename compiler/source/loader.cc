#include "compiler/source/loader.h"

#include <filesystem>
#include <utility>

#include "compiler/base/file.h"
#include "compiler/source/assemble.h"
#include "compiler/source/file_name.h"

namespace migc::compiler {
namespace {

namespace fs = std::filesystem;

class FolderReader {
 public:
  explicit FolderReader(const std::string& folder) : folder_(folder) {}

  Result<void> read() { return read_entries(""); }

  std::vector<NamedText> texts;
  std::vector<std::string> inputs;
  std::vector<Finding> findings;

 private:
  Result<void> read_entries(const std::string& subfolder) {
    const fs::path place = subfolder.empty() ? fs::path(folder_) : fs::path(folder_) / subfolder;
    auto entries = list_folder(place);
    if (!entries) return std::move(entries).error();
    inputs.push_back(place.string());
    for (const FolderEntry& entry : entries.value()) {
      const std::string name = subfolder.empty() ? entry.name : subfolder + "/" + entry.name;
      if (auto done = read_entry(name, entry); !done) return done;
    }
    return {};
  }

  Result<void> read_entry(const std::string& name, const FolderEntry& entry) {
    const bool nested = name != entry.name;
    if (entry.name.starts_with('.')) return {};
    const bool rollback = entry.is_folder && entry.name == kRollbackFolder && !nested;
    if (!rollback && !entry.name.ends_with(".sql")) return {};
    if (entry.escapes) {
      refuse(name, "the symbolic link leads out of the folder, or nowhere",
             "copy what it leads to into the folder: what is built must be what is committed");
      return {};
    }
    if (rollback) return read_entries(name);
    if (!entry.is_file) {
      refuse(name, entry.is_folder ? "a folder with the name of a migration" : "not a regular file",
             "a migration is a file; give this another name");
      return {};
    }
    const fs::path path = fs::path(folder_) / name;
    auto bytes = read_file(path);
    if (!bytes) return std::move(bytes).error();
    inputs.push_back(path.string());
    texts.push_back({name, std::move(bytes).value()});
    return {};
  }

  void refuse(const std::string& name, std::string message, std::string help) {
    findings.push_back(
        about_file("file-name", shown_path(folder_, name), std::move(message), std::move(help)));
  }

  const std::string& folder_;
};

}  // namespace

Result<LoadedSet> load_folder(const std::string& folder, Dialect dialect) {
  FolderReader reader(folder);
  if (auto done = reader.read(); !done) return std::move(done).error();
  AssembledSet assembled = assemble_set(folder, dialect, std::move(reader.texts));
  LoadedSet out{std::move(assembled.set), std::move(reader.findings), std::move(reader.inputs)};
  for (Finding& finding : assembled.findings) out.findings.push_back(std::move(finding));
  return out;
}

}  // namespace migc::compiler
