#include "process.h"

#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

namespace migc::testing {
namespace {

constexpr int kCannotStart = 127;

std::filesystem::path temporary_file() {
  std::string name = std::filesystem::temp_directory_path() / "migc-output-XXXXXX";
  const int file = mkstemp(name.data());
  if (file >= 0) close(file);
  return name;
}

void become(const Command& command) {
  if (command.group && (setgroups(0, nullptr) != 0 || setgid(*command.group) != 0)) {
    _exit(kCannotStart);
  }
  if (command.user && setuid(*command.user) != 0) _exit(kCannotStart);
}

// In the child, between fork and exec: system calls only.
[[noreturn]] void run_child(const Command& command, const char* output, char* const* arguments,
                            pid_t parent) {
  become(command);
  prctl(PR_SET_PDEATHSIG, command.death_signal);  // after setuid, which clears it
  if (getppid() != parent) _exit(kCannotStart);
  const int file = open(output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) _exit(kCannotStart);
  dup2(file, STDOUT_FILENO);
  dup2(file, STDERR_FILENO);
  execv(arguments[0], arguments);
  _exit(kCannotStart);
}

int exit_status(int raw) {
  return WIFEXITED(raw) ? WEXITSTATUS(raw) : -WTERMSIG(raw);
}

void remove_quietly(const std::filesystem::path& path) {
  std::error_code ignored;
  std::filesystem::remove_all(path, ignored);
}

// "migc-postgres-1234-x7Yz": 1234, or 0.
pid_t owner_of(const std::string& name) {
  const std::size_t last = name.rfind('-');
  const std::size_t before = last == std::string::npos ? last : name.rfind('-', last - 1);
  if (before == std::string::npos || name.rfind("migc-", 0) != 0) return 0;
  return static_cast<pid_t>(std::strtol(name.c_str() + before + 1, nullptr, 10));
}

void remove_orphans(const std::filesystem::path& folder) {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    const pid_t owner = owner_of(entry.path().filename());
    if (owner > 0 && kill(owner, 0) != 0 && errno == ESRCH) remove_quietly(entry.path());
  }
}

}  // namespace

Process Process::start(const Command& command) {
  const bool temporary = command.output.empty();
  const std::filesystem::path output = temporary ? temporary_file() : command.output;
  std::vector<char*> arguments;
  for (const std::string& argument : command.arguments) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid == 0) run_child(command, output.c_str(), arguments.data(), parent);
  return {pid, output, temporary};
}

Process::Process(pid_t pid, std::filesystem::path output, bool temporary)
    : pid_(pid), output_(std::move(output)), temporary_(temporary) {}

Process::Process(Process&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      output_(std::move(other.output_)),
      temporary_(std::exchange(other.temporary_, false)),
      raw_status_(other.raw_status_) {}

Process::~Process() {
  if (pid_ > 0) {
    signal(SIGKILL);
    wait();
  }
  if (temporary_) remove_quietly(output_);
}

void Process::signal(int number) const {
  const std::lock_guard lock(mutex_);
  if (pid_ > 0) kill(pid_, number);
}

bool Process::running() {
  const std::lock_guard lock(mutex_);
  if (pid_ <= 0) return false;
  if (waitpid(pid_, &raw_status_, WNOHANG) == 0) return true;
  pid_ = -1;
  return false;
}

// Reaped only under the lock: until then nobody else can have the number.
Ended Process::wait() {
  if (pid_ > 0) {
    siginfo_t ended{};
    const auto pid = static_cast<id_t>(pid_);
    while (waitid(P_PID, pid, &ended, WEXITED | WNOWAIT) < 0 && errno == EINTR) continue;
    const std::lock_guard lock(mutex_);
    waitpid(pid_, &raw_status_, 0);
    pid_ = -1;
  }
  return {exit_status(raw_status_), read_file(output_)};
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TemporaryDirectory::TemporaryDirectory(const std::string& purpose,
                                       const std::filesystem::path& folder) {
  remove_orphans(folder);
  std::string name = folder / ("migc-" + purpose + "-" + std::to_string(getpid()) + "-XXXXXX");
  if (mkdtemp(name.data()) == nullptr) {
    throw std::system_error(errno, std::generic_category(), name);
  }
  path_ = name;
}

TemporaryDirectory::~TemporaryDirectory() {
  remove_quietly(path_);
}

}  // namespace migc::testing
