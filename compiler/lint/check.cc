#include "compiler/lint/check.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "compiler/base/did_you_mean.h"
#include "compiler/lint/builtin_ids.h"
#include "compiler/lint/suppressions.h"
#include "compiler/lint/transaction_log.h"
#include "compiler/lint/undo_trial.h"
#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/outcome.h"
#include "compiler/rules/undo.h"
#include "compiler/schema/dump.h"
#include "compiler/schema/model.h"
#include "compiler/source/assemble.h"
#include "compiler/source/tokens.h"
#include "compiler/sql/parse.h"

namespace migc::compiler {
namespace {

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

  std::string_view text() const { return file_.text; }

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
  Checker(const SourceSet& set, const Config& config, CheckOptions options)
      : set_(set),
        config_(config),
        keeps_forecasts_(options.keeps_forecasts && set.dialect == Dialect::postgresql),
        scope_{set.dialect, config.server_version, config.history == History::complete,
               config.patterns.get()},
        model_(std::make_unique<Model>(scope_.complete_history ? Past::nothing : Past::unknown)) {
    for (const Rule* rule : all_rules())
      if (rule->dialects.contains(set.dialect) && config.level(*rule) != Level::off &&
          config.server_version >= rule->since_server)
        rules_.push_back(rule);
    judges_undo_ = std::any_of(rules_.begin(), rules_.end(),
                               [](const Rule* rule) { return rule->check_undo != nullptr; });
  }

  void check(const ParsedMigration& migration, std::size_t index, Judgement judgement) {
    const SourceFile& file = migration.source->up;
    const auto& statements = migration.up.statements;
    checked_.push_back({index, migration, FileReporter(*migration.source, file),
                        Suppressions(file, statements), statements, judgement});
    Checked& checked = checked_.back();
    if (judgement == Judgement::full && file.readable && is_empty(statements))
      report_empty(checked);
    const bool undo_settled = migration.down || file.directives.irreversible;
    const bool tries_undo = judgement != Judgement::silent && can_try_undo(migration);
    const std::string before = tries_undo ? dump_sql(model_->catalog()) : "";
    const std::string_view previous =
        index == 0 ? std::string_view() : set_.migrations[index - 1].version;
    const MigrationScope scope{.index = index,
                               .version = migration.source->version,
                               .previous_version = previous,
                               .text = file.text,
                               .statements = statements,
                               .transactional = migration.up.transactional,
                               .undo_settled = undo_settled,
                               .so_far = &transaction_.so_far()};
    transaction_.begin_migration(migration.up.transactional);
    if (keeps_forecasts_) result_.forecasts.emplace_back();
    bool followed = true;
    for (std::size_t i = 0; i < statements.size(); ++i) {
      report_syntax(checked.reporter, statements[i]);
      const auto judge = [&](const Statement& statement) {
        model_->assume(statement);
        Context context = context_of(statement, i, scope);
        if (judgement != Judgement::silent) run_rules(checked, context, i);
        return context;
      };
      const Context context = judge(statements[i]);
      if (keeps_forecasts_) result_.forecasts.back().push_back(context.forecast());
      followed &= apply(statements[i], {index, statements[i].span.begin}, judge);
    }
    model_->end_migration();
    if (migration.down) check_down(migration, judgement);
    if (tries_undo && followed) judge_undo(checked, before);
  }

  // What only the end of the set can tell.
  void finish() {
    const Outcome outcome(*model_, checked_.empty() ? 0 : checked_.back().index, scope_);
    for (const Rule* rule : rules_) {
      if (!rule->check_outcome) continue;
      Findings found;
      rule->check_outcome(outcome, found);
      for (const RuleFinding& one : found.list()) add_past(*rule, one);
    }
    for (const Checked& checked : checked_)
      if (checked.judgement == Judgement::full)
        report_allows(checked.reporter, checked.suppressions);
  }

  CheckResult take_result() {
    result_.model = std::move(model_);
    return std::move(result_);
  }

 private:
  struct Checked {
    std::size_t index;
    const ParsedMigration& migration;
    FileReporter reporter;
    Suppressions suppressions;
    std::span<const Statement> statements;
    Judgement judgement;
  };

  // `position` is that of the statement in its file, or of the one that holds it.
  Context context_of(const Statement& statement, std::size_t position,
                     const MigrationScope& scope) const {
    const Span span = statement.span;
    return {statement, scope.text.substr(span.begin, span.end - span.begin),
            position,  scope,
            *model_,   scope_};
  }

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

  void report_empty(Checked& checked) {
    Finding finding = about_file(std::string(kEmptyMigration), checked.migration.source->up.path,
                                 "the file holds no statement",
                                 "it is recorded as applied like any other; delete it if it is a "
                                 "leftover, or say why there is none: -- migc: "
                                 "allow-file(empty-migration): REASON");
    finding.severity = Severity::warning;
    suppress(finding, checked, checked.statements.size());
    result_.findings.push_back(std::move(finding));
  }

  void report_syntax(const FileReporter& reporter, const Statement& statement) {
    const auto* unparsed = as<Unparsed>(statement);
    if (!unparsed) return;
    const bool for_psql = reporter.text().substr(statement.span.begin).starts_with('\\');
    Finding finding =
        for_psql ? psql_command(reporter, statement)
                 : reporter.at("syntax-error", Severity::error,
                               reporter.token_at(unparsed->at, set_.dialect), unparsed->message);
    if (!for_psql) finding.help = unparsed->help;
    if (!for_psql && unparsed->newer) suppose_newer(*unparsed->newer, finding);
    finding.statement = statement.number;
    result_.findings.push_back(std::move(finding));
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

  static Finding psql_command(const FileReporter& reporter, const Statement& statement) {
    const std::string_view rest = reporter.text().substr(statement.span.begin);
    const std::string_view word = rest.substr(0, rest.find_first_of(" \t\n;", 1));
    Finding finding = reporter.at(
        "psql-command", Severity::error, {statement.span.begin, statement.span.begin + word.size()},
        std::string(word) + " is a command of psql: the server refuses it, and what follows it");
    finding.help = "delete the line; what it does to the session is for the runtime";
    return finding;
  }

  // Also judges what a DO block will run, where it stands. False when the model
  // does not know all that the statement does.
  template <class Judge>
  bool apply(const Statement& statement, Origin origin, const Judge& judge) {
    if (const auto* block = as<DoBlock>(statement))
      return model_->run_block(*block, origin, [&](const Statement& inner) {
        // Without a place, as when its text was computed, nothing can be said about it.
        if (inner.span.begin != 0) judge(inner);
      });
    model_->apply(statement, origin);
    return !as<Unparsed>(statement);
  }

  bool can_try_undo(const ParsedMigration& migration) const {
    return judges_undo_ && migration.down && !is_empty(migration.down->statements) &&
           !migration.source->up.directives.irreversible;
  }

  void judge_undo(const Checked& up, const std::string& before) {
    const SourceMigration& source = *up.migration.source;
    const auto& statements = up.migration.down->statements;
    const auto after = schema_after(*up.migration.down, *model_, up.index);
    if (!after) return;
    Checked down{up.index,
                 up.migration,
                 FileReporter(source, *source.down),
                 Suppressions(*source.down, statements),
                 statements,
                 up.judgement};
    for (const Rule* rule : rules_) {
      if (!rule->check_undo) continue;
      Findings found;
      rule->check_undo({before, *after, statements}, found);
      for (const RuleFinding& one : found.list()) add(*rule, one, down, 0);
    }
  }

  void run_rules(Checked& checked, const Context& context, std::size_t position) {
    for (const Rule* rule : rules_) {
      if (!rule->check) continue;
      Findings found;
      rule->check(context, found);
      for (const RuleFinding& one : found.list()) add(*rule, one, checked, position);
    }
    transaction_.add(context);
  }

  // A finding about an earlier statement, if its migration is judged.
  void add_past(const Rule& rule, RuleFinding found) {
    if (!found.statement || found.statement->migration >= checked_.size()) return;
    Checked& checked = checked_[found.statement->migration];
    if (checked.judgement == Judgement::silent) return;
    const auto& statements = checked.statements;
    const auto at = std::find_if(statements.begin(), statements.end(), [&](const Statement& each) {
      return each.span.begin == found.statement->offset;
    });
    if (at == statements.end()) return;
    found.span = at->span;
    add(rule, found, checked, static_cast<std::size_t>(at - statements.begin()));
  }

  void add(const Rule& rule, const RuleFinding& found, Checked& checked, std::size_t position) {
    Finding finding =
        checked.reporter.at(rule.id, severity_of(config_.level(rule)), found.span, found.message);
    finding.help = found.help;
    finding.statement = checked.statements[position].number;
    finding.history = checked.judgement == Judgement::history;
    add_notes(found, finding);
    suppress(finding, checked, position);
    result_.findings.push_back(std::move(finding));
  }

  // If a directive allows it at a statement, or at the end of the file.
  static void suppress(Finding& finding, Checked& checked, std::size_t position) {
    const Allow* allow = checked.suppressions.find(finding.rule, position);
    if (!allow) return;
    finding.suppressed = true;
    finding.reason = allow->reason;
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
      const Rule* known = find_rule(rule);
      if (known && config_.level(*known) == Level::off) continue;  // nobody can tell
      Finding finding = reporter.at("unused-allow", Severity::warning, entry.allow->span,
                                    "`allow(" + rule + ")` hides nothing");
      finding.help =
          entry.allow->whole_file
              ? "remove it: it would hide the next mistake"
              : "it is for the statement that follows it: put it before the one that it is "
                "meant for, or remove it";
      result_.findings.push_back(std::move(finding));
    }
  }

  // False when there is such a rule, or another finding that can be allowed.
  bool report_unknown_rule(const FileReporter& reporter, const std::string& rule, Span span) {
    const bool builtin = is_builtin(rule);
    if (rule == kEmptyMigration || (!builtin && find_rule(rule))) return false;
    Finding finding =
        reporter.at("unknown-rule", Severity::error, span,
                    builtin ? "\"" + rule + "\" cannot be allowed away"
                            : "unknown rule \"" + rule + "\"" + suggestion(rule, rule_ids()));
    finding.help = builtin ? "mend what it is about" : "`migc rules` lists them";
    result_.findings.push_back(std::move(finding));
    return true;
  }

  const SourceSet& set_;
  const Config& config_;
  const bool keeps_forecasts_;
  const SetScope scope_;
  std::vector<const Rule*> rules_;
  bool judges_undo_ = false;
  std::unique_ptr<Model> model_;
  TransactionLog transaction_;
  std::vector<Checked> checked_;  // by migration
  std::map<std::size_t, LineIndex> line_indexes_;
  CheckResult result_;
};

}  // namespace

CheckResult check_set(const SourceSet& set, const std::vector<ParsedMigration>& migrations,
                      const std::vector<Judgement>& judgements, const Config& config,
                      CheckOptions options) {
  Checker checker(set, config, options);
  for (std::size_t i = 0; i < migrations.size(); ++i)
    checker.check(migrations[i], i, judgements[i]);
  checker.finish();
  return checker.take_result();
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
