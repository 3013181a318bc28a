#include "commands.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <linux/capability.h>
#include <sys/prctl.h>
#endif

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <system_error>

namespace migc::testing {
namespace {

namespace fs = std::filesystem;

constexpr int kCannotStart = 127;

// Permissions must mean the same to root as to everybody.
void give_up_root_powers() {
#ifdef __linux__
  ::prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0);
  ::prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH, 0, 0, 0);
#endif
}

// In the child: one environment for everybody, and both streams in files.
[[noreturn]] void become(const fs::path& program, const std::vector<std::string>& words,
                         const fs::path& home, const fs::path& root) {
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const std::string language = "LC_ALL=C.UTF-8";
  std::array<char*, 2> environment = {const_cast<char*>(language.c_str()), nullptr};
  const int output = ::open((root / "output").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const int errors = ::open((root / "errors").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const int input = ::open("/dev/null", O_RDONLY);
  if (::dup2(input, 0) < 0 || ::dup2(output, 1) < 0 || ::dup2(errors, 2) < 0) ::_exit(kCannotStart);
  give_up_root_powers();
  if (::chdir(home.c_str()) == 0) ::execve(program.c_str(), arguments.data(), environment.data());
  ::_exit(kCannotStart);
}

std::string listing(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder))
    names.push_back(entry.path().filename().string() + (entry.is_directory() ? "/" : ""));
  std::sort(names.begin(), names.end());
  std::string out;
  for (const std::string& name : names) out += name + "\n";
  return out;
}

}  // namespace

std::string content_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

Sandbox::Sandbox() {
  std::string name = (fs::temp_directory_path() / "migc_case_XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
  root_ = name;
  home_ = root_ / "home";
  fs::create_directory(home_);
}

Sandbox::~Sandbox() {
  std::error_code ignored;
  fs::remove_all(root_, ignored);
}

void Sandbox::write(const std::string& path, const std::string& content) const {
  fs::create_directories((home_ / path).parent_path());
  std::ofstream out(home_ / path, std::ios::binary);
  out << content;
  if (!out.flush()) throw std::runtime_error("cannot write " + path);
}

Outcome Sandbox::run(const std::vector<std::string>& words, const fs::path& migc) const {
  if (!words.empty() && words.front() == "migc") return run_migc(words, migc);
  return run_built_in(words);
}

Outcome Sandbox::run_migc(const std::vector<std::string>& words, const fs::path& migc) const {
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("cannot start a process");
  if (child == 0) become(migc, words, home_, root_);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  Outcome out;
  out.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (out.status == kCannotStart) throw std::runtime_error("cannot start " + migc.string());
  out.output = content_of(root_ / "output");
  out.errors = content_of(root_ / "errors");
  return out;
}

Outcome Sandbox::run_built_in(const std::vector<std::string>& words) const {
  const auto is = [&](std::string_view name, std::size_t count) {
    return words.size() == count && words[0] == name;
  };
  if (is("cat", 2)) return {0, content_of(home_ / words[1]), ""};
  if (is("ls", 2)) return {0, listing(home_ / words[1]), ""};
  if (is("mkdir", 2)) {
    fs::create_directories(home_ / words[1]);
  } else if (is("rm", 2)) {
    if (fs::remove_all(home_ / words[1]) == 0) throw std::runtime_error("no " + words[1]);
  } else if (is("cp", 3)) {
    fs::copy_file(home_ / words[1], home_ / words[2], fs::copy_options::overwrite_existing);
  } else if (is("mv", 3)) {
    fs::rename(home_ / words[1], home_ / words[2]);
  } else if (is("ln", 4) && words[1] == "-s") {
    fs::create_symlink(words[2], home_ / words[3]);
  } else if (is("chmod", 3) && words[1] == "000") {
    fs::permissions(home_ / words[2], fs::perms::none);
  } else {
    throw std::runtime_error("a case knows no such command; see README.md");
  }
  return {};
}

}  // namespace migc::testing
