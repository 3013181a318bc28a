// Runs the commands of a case in its folder.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace migc::testing {

struct Outcome {
  int status = 0;
  std::string output;
  std::string errors;
};

// A fresh folder for one case, removed with the object. What programs print is
// kept beside it, not in it.
class Sandbox {
 public:
  Sandbox();
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;
  ~Sandbox();

  const std::filesystem::path& home() const { return home_; }  // where the commands run

  void write(const std::string& path, const std::string& content) const;

  // `migc` is the program of that name; the other commands are built in. Throws
  // when one cannot be carried out: that is a mistake of the case.
  Outcome run(const std::vector<std::string>& words, const std::filesystem::path& migc) const;

 private:
  Outcome run_migc(const std::vector<std::string>& words, const std::filesystem::path& migc) const;
  Outcome run_built_in(const std::vector<std::string>& words) const;

  std::filesystem::path root_;
  std::filesystem::path home_;
};

std::string content_of(const std::filesystem::path& path);

}  // namespace migc::testing
