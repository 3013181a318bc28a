#include "compiler/lock/parse.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/base/digest.h"
#include "compiler/base/line_index.h"
#include "compiler/base/utf8.h"
#include "compiler/lock/recipes.h"
#include "compiler/source/file_name.h"
#include "compiler/source/version.h"

namespace migc::compiler {
namespace {

using Problem = std::optional<Finding>;

constexpr std::string_view kHeader = "# migrations.lock, format ";
constexpr std::string_view kDigest = "sha256:";
constexpr std::string_view kTokens = " tokens:";
constexpr std::string_view kAdopted = "adopted-through ";
constexpr std::string_view kHead = "head ";
constexpr std::size_t kHexSize = 64;
constexpr std::string_view kDigits = "0123456789";

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// git's markers are seven characters long unless an attribute makes them longer.
bool is_conflict_marker(std::string_view line) {
  constexpr std::array<std::string_view, 4> kMarkers = {"<<<<<<<", "|||||||", "=======", ">>>>>>>"};
  return std::any_of(kMarkers.begin(), kMarkers.end(),
                     [&](std::string_view marker) { return line.starts_with(marker); });
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of(kDigits) == std::string_view::npos;
}

class Parser {
 public:
  Parser(std::string_view text, std::string_view path) : path_(path), lines_(split_lines(text)) {}

  migc::Result<Lockfile, Finding> parse() {
    Problem problem = find_conflict();
    if (!problem) problem = check_header();
    if (!problem) problem = find_second_head();
    for (number_ = 2; !problem && number_ <= lines_.size(); ++number_) problem = read_line();
    if (!problem) problem = check_end();
    if (problem) return *std::move(problem);
    return std::move(lockfile_);
  }

 private:
  struct Listed {  // a migration that was read already
    FileName parsed;
    std::size_t line;
  };

  std::string_view line() const { return lines_[number_ - 1]; }

  // At bytes of the current line, counted from 0.
  Finding problem(Span span, std::string message, std::string help) const {
    Finding finding;
    finding.rule = "lockfile";
    finding.place.file = path_;
    finding.message = std::move(message);
    finding.help = std::move(help);
    if (number_ == 0 || number_ > lines_.size()) return finding;
    finding.place.line = finding.place.end_line = number_;
    finding.place.column = std::min(span.begin, line().size()) + 1;
    finding.place.end_column = std::min(span.end, line().size()) + 1;
    finding.source_line = line();
    return finding;
  }

  Finding broken(Span span, std::string message) const {
    return problem(span, std::move(message), restore_recipe(path_));
  }
  Finding broken(std::string message) const {
    return broken({0, line().size()}, std::move(message));
  }

  Finding with_note(Finding finding, std::size_t line_number, std::string message) const {
    const std::size_t end = lines_[line_number - 1].size() + 1;
    finding.notes.push_back({{path_, line_number, 1, line_number, end}, std::move(message)});
    return finding;
  }

  Problem find_conflict() {
    for (number_ = 1; number_ <= lines_.size(); ++number_)
      if (is_conflict_marker(line()))
        return problem({0, line().size()},
                       "a merge conflict: two branches added migrations, and their order is open",
                       merge_recipe(path_));
    return std::nullopt;
  }

  Problem check_header() {
    number_ = 1;
    if (lines_.empty() || !line().starts_with(kHeader)) {
      if (lines_.empty()) number_ = 0;
      return problem({0, lines_.empty() ? 0 : line().size()},
                     "not a lockfile: its first line must begin with `" + std::string(kHeader) +
                         std::string(kLockfileFormat) + "`",
                     restore_recipe(path_));
    }
    const std::string_view rest = line().substr(kHeader.size());
    const auto size = std::min(rest.find_first_not_of(kDigits), rest.size());
    const std::string_view format = rest.substr(0, size);
    const Span span{kHeader.size(), kHeader.size() + size};
    if (format == kLockfileFormat) return std::nullopt;
    if (!format.empty() && sorts_before(kLockfileFormat, format))
      return problem(span,
                     "a lockfile of a format that this migc does not know; it reads format " +
                         std::string(kLockfileFormat),
                     "a newer migc wrote it: install that version");
    return broken(span, "the format of the lockfile is not a number that was ever used");
  }

  Problem find_second_head() {
    std::size_t first = 0;
    for (number_ = 1; number_ <= lines_.size(); ++number_) {
      if (!line().starts_with(kHead)) continue;
      if (first != 0)
        return with_note(problem({0, line().size()},
                                 "a second head: the lines of two branches were joined, and their "
                                 "order is open",
                                 merge_recipe(path_)),
                         first, "the first head");
      first = number_;
    }
    return std::nullopt;
  }

  Problem read_line() {
    if (has_head_) return broken("text after the head, which must be the last line");
    if (line().starts_with(kHead)) return read_head();
    if (line().starts_with(kAdopted)) return read_adopted_through();
    if (!line().starts_with(kDigest)) return broken("not a line of a lockfile");
    if (lockfile_.adopted_through) return broken("a file after adopted-through");
    return read_file();
  }

  Problem read_file() {
    // Each check makes the next substr safe: the parts have fixed sizes.
    constexpr std::size_t kTokensAt = kDigest.size() + kHexSize;
    constexpr std::size_t kTokensHexAt = kTokensAt + kTokens.size();
    constexpr std::size_t kNameAt = kNameColumn - 1;
    const auto digest = digest_from_hex(line().substr(kDigest.size(), kHexSize));
    if (!digest)
      return broken({kDigest.size(), kTokensAt},
                    "after `sha256:` there must be 64 lower-case hexadecimal digits");
    if (!line().substr(kTokensAt).starts_with(kTokens))
      return broken({kTokensAt, kTokensHexAt}, "after the digest there must be ` tokens:`");
    const auto tokens = digest_from_hex(line().substr(kTokensHexAt, kHexSize));
    if (!tokens)
      return broken({kTokensHexAt, kTokensHexAt + kHexSize},
                    "after `tokens:` there must be 64 lower-case hexadecimal digits");
    if (line().substr(kNameAt - 1, 1) != " ")
      return broken({kNameAt - 1, line().size()},
                    "after the digest of the tokens there must be a blank and a file name");
    return add_file({std::string(line().substr(kNameAt)), *digest, *tokens});
  }

  Problem add_file(LockedFile file) {
    const Span span{kNameColumn - 1, line().size()};
    auto parsed = parse_file_name(file.name);
    if (!parsed)
      return broken(span,
                    "the name is not that of a migration in this folder: VERSION_NAME.sql, "
                    "VERSION_NAME.down.sql or rollback/VERSION_NAME.sql, of printable characters");
    if (Problem found = parsed->down ? check_down(file.name, *parsed, span)
                                     : check_order(file.name, *parsed, span))
      return found;
    if (parsed->down) {
      has_down_ = true;
    } else {
      chain_ = chain(chain_, parsed->version, parsed->name, file.digest);
      listed_.push_back({*std::move(parsed), number_});
      has_down_ = false;
    }
    lockfile_.files.push_back(std::move(file));
    return std::nullopt;
  }

  Problem check_order(const std::string& file, const FileName& parsed, Span span) const {
    if (listed_.empty() || sorts_before(listed_.back().parsed.version, parsed.version))
      return std::nullopt;
    if (const Listed* first = find_listed(parsed.version))
      return with_note(broken(span, "version " + parsed.version + " is listed twice"), first->line,
                       "the first one");
    return broken(span, file + " comes after version " + listed_.back().parsed.version +
                            ": the lines are not in the order in which migrations apply");
  }

  Problem check_down(const std::string& file, const FileName& parsed, Span span) const {
    if (listed_.empty() || listed_.back().parsed.version != parsed.version ||
        listed_.back().parsed.name != parsed.name)
      return broken(span,
                    "the undo text " + file + " does not follow the migration that it undoes");
    if (has_down_) return broken(span, file + " is a second undo text of its migration");
    return std::nullopt;
  }

  // By number; the versions so far ascend.
  const Listed* find_listed(std::string_view version) const {
    const auto at = std::lower_bound(listed_.begin(), listed_.end(), version,
                                     [](const Listed& listed, std::string_view wanted) {
                                       return sorts_before(listed.parsed.version, wanted);
                                     });
    if (at == listed_.end() || !same_version(at->parsed.version, version)) return nullptr;
    return &*at;
  }

  Problem read_adopted_through() {
    const std::string_view version = line().substr(kAdopted.size());
    const Span span{kAdopted.size(), line().size()};
    if (lockfile_.adopted_through) return broken("a second adopted-through");
    if (!is_number(version)) return broken(span, "after `adopted-through` there must be a version");
    if (find_listed(version) == nullptr)
      return broken(span, "adopted-through names a version that the lockfile does not hold");
    lockfile_.adopted_through = version;
    return std::nullopt;
  }

  Problem read_head() {
    const std::string_view rest = line().substr(kHead.size());
    const Span span{kHead.size(), line().size()};
    const auto head =
        rest.starts_with(kDigest) ? digest_from_hex(rest.substr(kDigest.size())) : std::nullopt;
    if (!head)
      return broken(span,
                    "after `head` there must be `sha256:` and 64 lower-case hexadecimal digits");
    if (*head != chain_)
      return broken(
          span,
          "the head does not fit the lines above it: they were edited by hand, or a merge "
          "joined the lines of two branches");
    lockfile_.head = *head;
    has_head_ = true;
    return std::nullopt;
  }

  Problem check_end() {
    if (has_head_) return std::nullopt;
    number_ = lines_.size();
    return broken("no head after this line: the lockfile was cut off or edited by hand");
  }

  std::string path_;
  std::vector<std::string_view> lines_;
  std::size_t number_ = 0;  // of the current line, from 1
  std::vector<Listed> listed_;
  bool has_down_ = false;  // the last of `listed_` has its undo text
  bool has_head_ = false;
  Digest chain_{};
  Lockfile lockfile_;
};

}  // namespace

migc::Result<Lockfile, Finding> parse_lockfile(std::string_view text, std::string_view path) {
  return Parser(text, path).parse();
}

}  // namespace migc::compiler
