#include "compiler/lock/match.h"

#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>
#include "compiler/source/version.h"

namespace migc::compiler {
namespace {

class Matcher {
 public:
  Matcher(const SourceSet& set, std::span<const LockedMigration> locked)
      : sources_(set.migrations), locked_(locked) {
    out_.source_of.resize(locked_.size());
    out_.locked_of.resize(sources_.size());
  }

  Matches match() {
    pair_by_name();
    pair_by_version(true);
    pair_by_text();
    pair_by_version(false);
    return std::move(out_);
  }

 private:
  void pair(std::size_t locked, std::size_t source) {
    out_.source_of[locked] = source;
    out_.locked_of[source] = locked;
  }

  void pair_by_name() {
    std::unordered_map<std::string_view, std::size_t> by_name;
    for (std::size_t i = 0; i < sources_.size(); ++i) by_name.emplace(sources_[i].up.name, i);
    for (std::size_t i = 0; i < locked_.size(); ++i)
      if (const auto found = by_name.find(locked_[i].up.name); found != by_name.end())
        pair(i, found->second);
  }

  void pair_by_text() {
    std::multimap<Digest, std::size_t> by_text;  // equal texts stay in order of version
    for (std::size_t i = 0; i < sources_.size(); ++i)
      if (!out_.locked_of[i]) by_text.emplace(sources_[i].up.digest, i);
    for (std::size_t i = 0; i < locked_.size(); ++i) {
      if (out_.source_of[i]) continue;
      const auto found = by_text.find(locked_[i].up.digest);
      if (found == by_text.end()) continue;
      pair(i, found->second);
      by_text.erase(found);
    }
  }

  void pair_by_version(bool of_same_text) {
    std::size_t source = 0;
    for (std::size_t i = 0; i < locked_.size(); ++i) {
      if (out_.source_of[i]) continue;
      while (source < sources_.size() && sorts_before(sources_[source].version, locked_[i].version))
        ++source;
      for (std::size_t at = source;
           at < sources_.size() && same_version(sources_[at].version, locked_[i].version); ++at) {
        if (out_.locked_of[at]) continue;
        if (of_same_text && sources_[at].up.digest != locked_[i].up.digest) continue;
        pair(i, at);
        break;
      }
    }
  }

  const std::vector<SourceMigration>& sources_;
  std::span<const LockedMigration> locked_;
  Matches out_;
};

}  // namespace

Matches match(const SourceSet& set, std::span<const LockedMigration> locked) {
  return Matcher(set, locked).match();
}

}  // namespace migc::compiler
