#include "compiler/base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <system_error>

namespace migc::compiler {
namespace {

namespace fs = std::filesystem;

Failure system_failure(std::string_view action, const fs::path& path, int error) {
  return {"cannot " + std::string(action) + " \"" + path.string() + "\": " + std::strerror(error),
          ""};
}

// Closes a descriptor when a function returns early.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }
  // Closing can be what reports a full disk, so its result matters.
  int close() { return ::close(std::exchange(number_, -1)); }

 private:
  int number_;
};

// Returns 0 or errno.
int write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

mode_t mode_of(const fs::path& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) == 0) return info.st_mode & 07777;
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

// A rename replaces a link by a file; writing to its target keeps the link.
fs::path through_links(const fs::path& path) {
  constexpr int kMostLinks = 40;  // as the kernel follows
  std::error_code failed;
  fs::path target = path;
  for (int i = 0; i < kMostLinks && fs::is_symlink(target, failed); ++i) {
    const fs::path next = fs::read_symlink(target, failed);
    target = next.is_absolute() ? next : target.parent_path() / next;
  }
  return target;
}

// Makes the new name itself durable. Some file systems refuse to sync a folder; that is no error.
void sync_folder_of(const fs::path& path) {
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (descriptor.number() >= 0) ::fsync(descriptor.number());
}

std::optional<Failure> fill_temporary(std::string& name, std::string_view content, mode_t mode) {
  Descriptor descriptor(::mkostemp(name.data(), O_CLOEXEC));
  if (descriptor.number() < 0) return system_failure("create", name, errno);
  int error = write_all(descriptor.number(), content);
  if (error == 0 && ::fchmod(descriptor.number(), mode) != 0) error = errno;
  if (error == 0 && ::fsync(descriptor.number()) != 0) error = errno;
  if (error == 0 && descriptor.close() != 0) error = errno;
  if (error == 0) return std::nullopt;
  ::unlink(name.c_str());
  return system_failure("write", name, error);
}

bool leads_outside(const fs::path& folder, const fs::path& entry) {
  std::error_code failed;
  const fs::path home = fs::canonical(folder, failed);
  if (failed) return true;
  const fs::path target = fs::canonical(entry, failed);
  if (failed) return true;
  return std::mismatch(home.begin(), home.end(), target.begin(), target.end()).first != home.end();
}

}  // namespace

Result<std::string> read_file(const fs::path& path) {
  const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (descriptor.number() < 0) return system_failure("read", path, errno);
  struct stat info {};
  if (::fstat(descriptor.number(), &info) != 0) return system_failure("read", path, errno);
  if (S_ISDIR(info.st_mode)) return system_failure("read", path, EISDIR);
  std::string content;
  content.resize(static_cast<std::size_t>(info.st_size) + 1);
  std::size_t size = 0;
  for (;;) {
    if (size == content.size()) content.resize(content.size() * 2);
    const ssize_t got = ::read(descriptor.number(), content.data() + size, content.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_failure("read", path, errno);
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  content.resize(size);
  return content;
}

Result<void> write_file(const fs::path& path, std::string_view content) {
  const fs::path target = through_links(path);
  std::string temporary = target.string() + ".XXXXXX";
  if (auto failure = fill_temporary(temporary, content, mode_of(target)))
    return *std::move(failure);
  if (::rename(temporary.c_str(), target.c_str()) != 0) {
    const int error = errno;
    ::unlink(temporary.c_str());
    return system_failure("replace", target, error);
  }
  sync_folder_of(target);
  return {};
}

Result<void> write_if_changed(const fs::path& path, std::string_view content) {
  if (path_exists(path)) {
    const auto present = read_file(path);
    if (present && present.value() == content) return {};
  }
  return write_file(path, content);
}

Result<void> rename_file(const fs::path& from, const fs::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) return system_failure("rename", from, errno);
  return {};
}

Result<void> remove_file(const fs::path& path) {
  if (::unlink(path.c_str()) != 0) return system_failure("remove", path, errno);
  return {};
}

Result<void> make_folder(const fs::path& path) {
  std::error_code failed;
  fs::create_directories(path, failed);
  if (failed) return system_failure("create the folder", path, failed.value());
  return {};
}

Result<std::vector<FolderEntry>> list_folder(const fs::path& path) {
  std::error_code failed;
  std::vector<FolderEntry> entries;
  fs::directory_iterator at(path, failed);
  for (; !failed && at != fs::directory_iterator(); at.increment(failed)) {
    std::error_code ignored;
    FolderEntry entry{at->path().filename().string(), at->is_directory(ignored),
                      at->is_regular_file(ignored), false};
    if (at->is_symlink(ignored)) entry.escapes = leads_outside(path, at->path());
    entries.push_back(std::move(entry));
  }
  if (failed) return system_failure("list the folder", path, failed.value());
  std::sort(entries.begin(), entries.end(),
            [](const FolderEntry& a, const FolderEntry& b) { return a.name < b.name; });
  return entries;
}

bool path_exists(const fs::path& path) {
  std::error_code failed;
  return fs::exists(path, failed);
}

}  // namespace migc::compiler
