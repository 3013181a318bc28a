#include "compiler/source/assemble.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "compiler/base/digest.h"
#include "compiler/base/parallel.h"
#include "compiler/base/text.h"
#include "compiler/base/utf8.h"
#include "compiler/source/file_name.h"
#include "compiler/source/token_digest.h"
#include "compiler/source/version.h"

namespace migc::compiler {
namespace {

struct Candidate {
  FileName parsed;
  SourceFile file;
};

Finding at_span(std::string rule, const SourceFile& file, Span span, std::string message,
                std::string help) {
  Finding finding = about_file(std::move(rule), file.path, std::move(message), std::move(help));
  const LineIndex lines(file.text);
  const auto begin = lines.position(span.begin);
  const auto end = lines.position(span.end);
  finding.place = {file.path, begin.line, begin.column, end.line, end.column};
  set_source_line(finding, lines.line(begin.line));
  return finding;
}

class Assembler {
 public:
  Assembler(const std::string& folder, Dialect dialect) : folder_(folder) {
    out_.set.dialect = dialect;
    out_.set.folder = folder;
  }

  AssembledSet assemble(std::vector<NamedText> texts) {
    std::vector<std::optional<Candidate>> read(texts.size());
    in_parallel(texts.size(), [&](std::size_t i) { read[i] = candidate_of(texts[i]); });
    for (std::size_t i = 0; i < texts.size(); ++i) take(texts[i].name, std::move(read[i]));
    pair_up();
    compute_chains(out_.set);
    return std::move(out_);
  }

 private:
  // Nothing when the name is none of a migration.
  std::optional<Candidate> candidate_of(NamedText& text) const {
    const auto parsed = parse_file_name(text.name);
    if (!parsed) return std::nullopt;
    SourceFile file;
    file.name = text.name;
    file.path = shown_path(folder_, text.name);
    file.text = canonical_text(std::move(text.bytes));
    file.readable = first_unreadable(file.text) == std::string::npos;
    file.digest = sha256(file.text);
    file.tokens = token_digest(file.text, out_.set.dialect);
    file.directives = read_directives(file.text, out_.set.dialect);
    return Candidate{*parsed, std::move(file)};
  }

  static std::size_t first_unreadable(const std::string& text) {
    return std::min(first_invalid_utf8(text), text.find('\0'));
  }

  void take(const std::string& name, std::optional<Candidate> candidate) {
    if (!candidate)
      return add("file-name", name, "the name follows no form of a migration",
                 "name it VERSION_NAME.sql, for example 0007_add_orders.sql; its undo text is "
                 "0007_add_orders.down.sql or rollback/0007_add_orders.sql");
    if (!candidate->file.readable) report_encoding(candidate->file);
    report_problems(candidate->file);
    candidates_.push_back(std::move(*candidate));
  }

  // The file stays in the set: it is there, and must not count as removed.
  void report_encoding(const SourceFile& file) {
    const std::size_t at = first_unreadable(file.text);
    const bool is_nul = file.text[at] == '\0';
    out_.findings.push_back(
        at_span("encoding", file, {at, at + 1},
                is_nul ? "a NUL byte: the server would cut the text here" : "not valid UTF-8",
                is_nul ? "remove it; a file saved as UTF-16 must be saved as UTF-8"
                       : "save the file as UTF-8"));
  }

  void report_problems(const SourceFile& file) {
    for (const DirectiveProblem& problem : file.directives.problems)
      out_.findings.push_back(
          at_span(problem.rule, file, problem.span, problem.message, problem.help));
  }

  void add(std::string rule, const std::string& name, std::string message, std::string help) {
    out_.findings.push_back(about_file(std::move(rule), shown_path(folder_, name),
                                       std::move(message), std::move(help)));
  }

  // Makes migrations of the up files, in order, and joins each with its undo text.
  void pair_up() {
    std::sort(candidates_.begin(), candidates_.end(), comes_before);
    for (Candidate& candidate : candidates_) {
      if (candidate.parsed.down) {
        add_down(candidate);
      } else {
        add_migration(candidate);
      }
    }
  }

  // By version; of one version the migrations first, each by its name.
  static bool comes_before(const Candidate& a, const Candidate& b) {
    if (!same_version(a.parsed.version, b.parsed.version))
      return sorts_before(a.parsed.version, b.parsed.version);
    if (a.parsed.down != b.parsed.down) return b.parsed.down;
    return a.file.name < b.file.name;
  }

  void add_migration(Candidate& candidate) {
    std::vector<SourceMigration>& migrations = out_.set.migrations;
    const std::string& version = candidate.parsed.version;
    if (!migrations.empty() && same_version(migrations.back().version, version))
      report_duplicate(candidate, migrations.back().up);
    migrations.push_back(
        {version, candidate.parsed.name, std::move(candidate.file), std::nullopt, {}});
  }

  void report_duplicate(const Candidate& candidate, const SourceFile& other) {
    Finding finding =
        about_file("duplicate-version", candidate.file.path,
                   "version " + candidate.parsed.version + " is taken by " + other.name,
                   "give the later of the two a version of its own; after a merge, "
                   "`migc lock --rebase-onto` does it");
    finding.migration = candidate.parsed.version;
    Note& note = finding.notes.emplace_back();
    note.place.file = other.path;
    note.message = "the other migration of that version";
    out_.findings.push_back(std::move(finding));
  }

  // The migrations of its version stand at the end of the list so far.
  SourceMigration* owner_of(const FileName& down) {
    auto& migrations = out_.set.migrations;
    for (auto at = migrations.rbegin(); at != migrations.rend(); ++at) {
      if (!same_version(at->version, down.version)) return nullptr;
      if (at->version == down.version && at->name == down.name) return &*at;
    }
    return nullptr;
  }

  void add_down(Candidate& candidate) {
    SourceMigration* owner = owner_of(candidate.parsed);
    if (!owner) {
      add("file-name", candidate.file.name, "an undo text without a migration",
          "it must have the version and the name of the migration that it undoes");
    } else if (owner->down) {
      add("duplicate-version", candidate.file.name,
          "the migration has an undo text already, " + owner->down->name, "keep one of them");
    } else {
      owner->down = std::move(candidate.file);
    }
  }

  const std::string& folder_;
  AssembledSet out_;
  std::vector<Candidate> candidates_;
};

}  // namespace

AssembledSet assemble_set(const std::string& folder, Dialect dialect,
                          std::vector<NamedText> texts) {
  return Assembler(folder, dialect).assemble(std::move(texts));
}

std::string shown_path(const std::string& folder, const std::string& name) {
  return folder == "." ? name : (std::filesystem::path(folder) / name).string();
}

Finding about_file(std::string rule, const std::string& path, std::string message,
                   std::string help) {
  Finding finding;
  finding.rule = std::move(rule);
  finding.place.file = path;
  finding.message = std::move(message);
  finding.help = std::move(help);
  return finding;
}

void compute_chains(SourceSet& set) {
  Digest previous{};
  for (SourceMigration& migration : set.migrations) {
    migration.chain = chain(previous, migration.version, migration.name, migration.up.digest);
    previous = migration.chain;
  }
}

}  // namespace migc::compiler
