#include "compiler/lint/check.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "compiler/base/did_you_mean.h"
#include "compiler/lint/builtin_ids.h"
#include "compiler/lint/suppressions.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/schema/model.h"
#include "compiler/source/assemble.h"
#include "compiler/source/tokens.h"
#include "compiler/sql/parse.h"

namespace migc::compiler {
namespace {

Severity severity_of(Level level) {
  switch (level) {
    case Level::note:
      return Severity::note;
    case Level::warning:
      return Severity::warning;
    default:
      return Severity::error;
  }
}

// Turns spans of one file into findings with lines.
class FileReporter {
 public:
  FileReporter(const SourceMigration& migration, const SourceFile& file)
      : migration_(migration), file_(file), lines_(file.text) {}

  Finding at(std::string_view rule, Severity severity, Span span, std::string message) const {
    Finding finding;
    finding.rule = rule;
    finding.severity = severity;
    finding.message = std::move(message);
    finding.migration = migration_.version;
    const LineColumn begin = lines_.position(std::min(span.begin, file_.text.size()));
    const LineColumn end = lines_.position(std::min(span.end, file_.text.size()));
    finding.place = {file_.path, begin.line, begin.column, end.line, end.column};
    set_source_line(finding, lines_.line(begin.line));
    return finding;
  }

  // The token that starts at an offset, as far as its line goes.
  Span token_at(std::size_t offset, Dialect dialect) const {
    offset = std::min(offset, file_.text.size());
    const std::string_view rest = std::string_view(file_.text).substr(offset);
    Token token;
    const bool found = Tokenizer(rest, dialect).next(token) && token.begin == 0;
    const std::size_t end = found ? std::min(token.end, rest.find('\n')) : 0;
    return {offset, offset + end};
  }

 private:
  const SourceMigration& migration_;
  const SourceFile& file_;
  LineIndex lines_;
};

class Checker {
 public:
  Checker(const SourceSet& set, const Config& config) : set_(set), config_(config) {
    for (const Rule* rule : all_rules())
      if (rule->dialects.contains(set.dialect) && config.level(*rule) != Level::off)
        rules_.push_back(rule);
  }

  void check(const ParsedMigration& migration, std::size_t index, Judgement judgement) {
    const SourceFile& file = migration.source->up;
    const FileReporter reporter(*migration.source, file);
    Suppressions suppressions(file, migration.up.statements);
    const auto& statements = migration.up.statements;
    if (judgement == Judgement::full && file.readable && is_empty(statements)) report_empty(file);
    for (std::size_t i = 0; i < statements.size(); ++i) {
      report_syntax(reporter, statements[i]);
      if (judgement != Judgement::silent)
        run_rules({statements[i], index, i, file, judgement}, reporter, suppressions);
      model_.apply(statements[i], {index, statements[i].span.begin});
    }
    model_.end_migration();
    if (judgement == Judgement::full) report_allows(reporter, suppressions);
    if (migration.down) check_down(migration, judgement);
  }

  std::vector<Finding> take_findings() { return std::move(findings_); }

 private:
  struct Subject {
    const Statement& statement;
    std::size_t migration;
    std::size_t position;  // of the statement in its file
    const SourceFile& file;
    Judgement judgement;
  };

  void check_down(const ParsedMigration& migration, Judgement judgement) {
    const SourceFile& file = *migration.source->down;
    const FileReporter reporter(*migration.source, file);
    for (const Statement& statement : migration.down->statements)
      report_syntax(reporter, statement);
    if (judgement != Judgement::full) return;
    for (const Allow& allow : file.directives.allows)
      for (const std::string& rule : allow.rules) report_unknown_rule(reporter, rule, allow.span);
  }

  static bool is_empty(const std::vector<Statement>& statements) {
    return std::none_of(statements.begin(), statements.end(),
                        [](const Statement& statement) { return statement.number != 0; });
  }

  void report_empty(const SourceFile& file) {
    Finding finding = about_file("empty-migration", file.path, "the file holds no statement",
                                 "it is recorded as applied like any other; delete it if it is a "
                                 "leftover");
    finding.severity = Severity::warning;
    findings_.push_back(std::move(finding));
  }

  void report_syntax(const FileReporter& reporter, const Statement& statement) {
    const auto* unparsed = as<Unparsed>(statement);
    if (!unparsed) return;
    Finding finding = reporter.at("syntax-error", Severity::error,
                                  reporter.token_at(unparsed->at, set_.dialect), unparsed->message);
    finding.help = unparsed->help;
    if (unparsed->newer) suppose_newer(*unparsed->newer, finding);
    finding.statement = statement.number;
    findings_.push_back(std::move(finding));
  }

  // It may be right, so it is no error; but nothing else can be said about it.
  static void suppose_newer(const NewerSyntax& newer, Finding& finding) {
    finding.severity = Severity::warning;
    finding.message += ": PostgreSQL " + std::to_string(newer.version) + " syntax (" + newer.what +
                       ")? this migc was built with the grammar of " +
                       std::to_string(grammar_version());
    finding.help =
        "if it is, the statement is embedded unjudged, and the model takes what it names for "
        "uncertain; a migc built with a newer libpg_query judges it";
  }

  void run_rules(const Subject& subject, const FileReporter& reporter, Suppressions& suppressions) {
    const Span span = subject.statement.span;
    const std::string_view sql =
        std::string_view(subject.file.text).substr(span.begin, span.end - span.begin);
    const Context context(subject.statement, sql, model_, subject.migration, set_.dialect);
    for (const Rule* rule : rules_) {
      Findings found;
      rule->check(context, found);
      for (const RuleFinding& one : found.list()) {
        Finding finding =
            reporter.at(rule->id, severity_of(config_.level(*rule)), one.span, one.message);
        finding.help = one.help;
        finding.statement = subject.statement.number;
        finding.history = subject.judgement == Judgement::history;
        add_notes(one, finding);
        if (const Allow* allow = suppressions.find(rule->id, subject.position)) {
          finding.suppressed = true;
          finding.reason = allow->reason;
        }
        findings_.push_back(std::move(finding));
      }
    }
  }

  void add_notes(const RuleFinding& from, Finding& to) {
    for (const OriginNote& note : from.notes) {
      const SourceFile& file = set_.migrations[note.origin.migration].up;
      const LineColumn place = lines_of(note.origin.migration).position(note.origin.offset);
      to.notes.push_back(
          {{file.path, place.line, place.column, place.line, place.column}, note.message});
    }
  }

  const LineIndex& lines_of(std::size_t migration) {
    return line_indexes_.try_emplace(migration, set_.migrations[migration].up.text).first->second;
  }

  void report_allows(const FileReporter& reporter, const Suppressions& suppressions) {
    for (const Suppressions::Entry& entry : suppressions.entries()) {
      const std::string rule(entry.rule);
      if (report_unknown_rule(reporter, rule, entry.allow->span) || entry.used) continue;
      Finding finding = reporter.at("unused-allow", Severity::warning, entry.allow->span,
                                    "`allow(" + rule + ")` hides nothing");
      finding.help =
          entry.allow->whole_file
              ? "remove it: it would hide the next mistake"
              : "it is for the statement that follows it: put it before the one that it is "
                "meant for, or remove it";
      findings_.push_back(std::move(finding));
    }
  }

  // False when there is such a rule.
  bool report_unknown_rule(const FileReporter& reporter, const std::string& rule, Span span) {
    const bool builtin = is_builtin(rule);
    if (!builtin && find_rule(rule)) return false;
    Finding finding =
        reporter.at("unknown-rule", Severity::error, span,
                    builtin ? "\"" + rule + "\" cannot be allowed away"
                            : "unknown rule \"" + rule + "\"" + suggestion(rule, rule_ids()));
    finding.help = builtin ? "mend what it is about" : "`migc rules` lists them";
    findings_.push_back(std::move(finding));
    return true;
  }

  const SourceSet& set_;
  const Config& config_;
  std::vector<const Rule*> rules_;
  Model model_;
  std::map<std::size_t, LineIndex> line_indexes_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> check_set(const SourceSet& set, const std::vector<ParsedMigration>& migrations,
                               const std::vector<Judgement>& judgements, const Config& config) {
  Checker checker(set, config);
  for (std::size_t i = 0; i < migrations.size(); ++i)
    checker.check(migrations[i], i, judgements[i]);
  return checker.take_findings();
}

void sort_findings(std::vector<Finding>& findings, const SourceSet& set) {
  std::map<std::string_view, std::size_t> order;
  for (std::size_t i = 0; i < set.migrations.size(); ++i) {
    order.emplace(set.migrations[i].up.path, 2 * i);
    if (set.migrations[i].down) order.emplace(set.migrations[i].down->path, 2 * i + 1);
  }
  // What is about no migration's file comes first.
  const auto rank = [&](const Finding& finding) {
    const auto found = order.find(finding.place.file);
    return found == order.end() ? 0 : found->second + 1;
  };
  std::stable_sort(findings.begin(), findings.end(), [&](const Finding& a, const Finding& b) {
    const auto key = [&](const Finding& f) {
      return std::tuple<std::size_t, const std::string&, std::size_t, std::size_t,
                        const std::string&>(rank(f), f.place.file, f.place.line, f.place.column,
                                            f.rule);
    };
    return key(a) < key(b);
  });
}

}  // namespace migc::compiler
