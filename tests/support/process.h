// Child processes of a test. They die with it, whatever ends it.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace migc::testing {

struct Command {
  std::vector<std::string> arguments;  // the program first, with its path
  std::filesystem::path output{};      // of both streams; empty: a temporary file
  std::optional<uid_t> user{};         // to run as; possible for root only
  std::optional<gid_t> group{};
  int death_signal = 9;  // that the child gets when the test dies
};

struct Ended {
  int status = -1;  // exit status, or minus the signal that ended it
  std::string output;
};

class Process {
 public:
  static Process start(const Command& command);
  Process(Process&& other) noexcept;
  Process& operator=(Process&&) = delete;
  ~Process();  // kills it if it still runs

  void signal(int number) const;  // also from another thread, while this one waits
  bool running();
  Ended wait();

 private:
  Process(pid_t pid, std::filesystem::path output, bool temporary);
  mutable std::mutex mutex_;
  pid_t pid_ = -1;  // -1: waited for
  std::filesystem::path output_;
  bool temporary_ = false;
  int raw_status_ = 0;
};

std::string read_file(const std::filesystem::path& path);

// A fresh directory, removed at the end. Its name holds our process id, and
// directories of processes that no longer live are removed on the way.
class TemporaryDirectory {
 public:
  explicit TemporaryDirectory(
      const std::string& purpose,
      const std::filesystem::path& folder = std::filesystem::temp_directory_path());
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  ~TemporaryDirectory();
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace migc::testing
