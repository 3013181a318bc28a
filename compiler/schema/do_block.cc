#include "compiler/schema/do_block.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "compiler/schema/evaluate.h"
#include "compiler/schema/refusal.h"
#include "compiler/source/tokens.h"
#include "compiler/sql/parse.h"
#include "compiler/sql/plpgsql.h"
#include "compiler/sql/reader.h"

namespace migc::compiler {
namespace {

constexpr const char* kNotFollowed =
    "a DO block changes it in a way that the model does not follow";

bool catches(const PlHandler& handler, const std::optional<ErrorCondition>& error) {
  constexpr std::string_view kClass = "syntax_error_or_access_rule_violation";  // of them all
  return std::any_of(
      handler.conditions.begin(), handler.conditions.end(), [&](const std::string& condition) {
        return !error || condition == "others" || condition == error->name ||
               condition == error->code || condition == kClass || condition == "42000";
      });
}

// Null: none. Nothing is known of an error that the block itself raises.
const PlHandler* find_handler(const PlStatement& block,
                              const std::optional<ErrorCondition>& error) {
  const auto found =
      std::find_if(block.handlers.begin(), block.handlers.end(),
                   [&](const PlHandler& handler) { return catches(handler, error); });
  return found == block.handlers.end() ? nullptr : &*found;
}

class Run {
 public:
  Run(BlockTarget& target, const DoBlock& source)
      : target_(target), edit_(target.edit()), source_(source) {}

  // False: some of it could not be followed.
  bool body(const PlBody& body) {
    for (const PlVariable& variable : body.variables)
      if (!variable.name.empty())
        set(variable, variable.value.empty() ? BodyValue::null() : value(variable.value));
    all(body.statements);
    if (steps_ > kMostSteps)
      for (const PlStatement& statement : body.statements) distrust_all(statement);
    return followed_;
  }

 private:
  static constexpr std::size_t kMostSteps = 100'000;  // loops in loops may ask for more

  // How a statement ends.
  enum class Flow : std::uint8_t {
    goes_on,
    failed,   // an error, which a handler may catch
    returned  // from the whole block
  };

  Flow all(const std::vector<PlStatement>& statements) {
    for (const PlStatement& statement : statements)
      if (const Flow flow = one(statement); flow != Flow::goes_on) return flow;
    return Flow::goes_on;
  }

  Flow one(const PlStatement& statement) {
    if (++steps_ > kMostSteps) return Flow::returned;
    switch (statement.kind) {
      case PlKind::sql:
        return static_sql(statement);
      case PlKind::execute:
        return execute(statement);
      case PlKind::perform:
        return perform(statement);
      case PlKind::assign:
        set(statement.variables.front(), value(statement.sql));
        return Flow::goes_on;
      case PlKind::conditional:
        return branch(statement);
      case PlKind::block:
        return block(statement);
      case PlKind::query_loop:
      case PlKind::array_loop:
      case PlKind::integer_loop:
        return known_loop(statement);
      case PlKind::loop:
        distrust_all(statement);
        return Flow::goes_on;
      case PlKind::leave:
        return Flow::returned;
      case PlKind::jump:
      case PlKind::transaction:
      case PlKind::other:
        break;
    }
    return statement.raises ? fail({}) : Flow::goes_on;
  }

  // Nothing: an error of which nothing is known.
  Flow fail(std::optional<ErrorCondition> error) {
    error_ = error;
    return Flow::failed;
  }

  // An error that nothing catches is for the rules to find. After what could not
  // be followed, nobody knows what is there.
  bool is_caught(const ErrorCondition& error) const {
    return followed_ && target_.knows_all() &&
           std::any_of(protecting_.begin(), protecting_.end(),
                       [&](const PlStatement* block) { return find_handler(*block, error); });
  }

  // Variables.

  BodyValue value(const std::string& expression) const {
    return evaluate(edit_.catalog, variables_, parse_body_expression(expression));
  }

  void set(const PlVariable& variable, BodyValue value) {
    variables_.insert_or_assign(variable.name, std::move(value));
  }

  // What SELECT … INTO and a loop do with a row; without one, all become null.
  void set_row(const std::vector<PlVariable>& variables, const BodyRow* row) {
    if (variables.size() == 1 && variables.front().record) {
      const std::string prefix = variables.front().name + ".";
      std::erase_if(variables_, [&](const auto& each) { return each.first.starts_with(prefix); });
      if (row)
        for (const auto& [column, value] : *row)
          variables_.insert_or_assign(prefix + column, value);
      return;
    }
    for (std::size_t i = 0; i < variables.size(); ++i)
      set(variables[i], !row              ? BodyValue::null()
                        : i < row->size() ? (*row)[i].second
                                          : BodyValue());
  }

  void forget(const std::vector<PlVariable>& variables) {
    for (const PlVariable& variable : variables) {
      set_row({variable}, nullptr);
      set(variable, {});
    }
  }

  void set_found(BodyValue found) { set({"found", "", false}, std::move(found)); }

  // Statements.

  // Where a text of the body stands in the file, from a line of the body on; 0
  // when that cannot be said: it was computed, or the body's quotes are doubled.
  std::size_t place_of(const std::string& text, std::size_t line) const {
    if (source_.body_offset == 0) return 0;
    std::size_t at = 0;
    for (std::size_t i = 1; i < line && at != std::string::npos; ++i) {
      at = source_.body.find('\n', at);
      if (at != std::string::npos) ++at;
    }
    const std::size_t found = at == std::string::npos ? at : source_.body.find(text, at);
    return found == std::string::npos ? 0 : source_.body_offset + found;
  }

  Flow run(const std::string& text, std::size_t line) {
    const std::size_t place = place_of(text, line);
    // Blanks before it give its parts their places in the file.
    for (Statement& statement : parse_postgresql(std::string(place, ' ') + text)) {
      if (place == 0) statement.span = {};
      if (const auto error = duplicate_error(edit_.catalog, statement)) return fail(error);
      if (const auto error = missing_error(edit_.catalog, statement); error && is_caught(*error))
        return fail(error);
      target_.apply(statement);
    }
    return Flow::goes_on;
  }

  Flow static_sql(const PlStatement& statement) {
    if (statement.variables.empty()) return run(statement.sql, statement.line);
    const auto rows = evaluate(edit_.catalog, variables_, parse_body_query(statement.sql));
    if (!rows) {
      forget(statement.variables);
      set_found({});
      return Flow::goes_on;
    }
    set_row(statement.variables, rows->empty() ? nullptr : &rows->front());
    set_found(BodyValue::of(!rows->empty()));
    return Flow::goes_on;
  }

  Flow execute(const PlStatement& statement) {
    forget(statement.variables);
    const BodyValue text = value(statement.sql);
    if (text.known()) return run(text.text, statement.line);
    if (text.state == BodyValue::State::null) return fail({});  // as the server says
    distrust_named(statement.sql);
    return Flow::goes_on;
  }

  Flow perform(const PlStatement& statement) {
    const auto rows = evaluate(edit_.catalog, variables_, parse_body_query(statement.sql));
    set_found(rows ? BodyValue::of(!rows->empty()) : BodyValue());
    return run(statement.sql, statement.line);
  }

  Flow branch(const PlStatement& statement) {
    for (const PlBranch& branch : statement.branches) {
      const BodyValue answer = value(branch.condition);
      if (answer.state == BodyValue::State::unknown) {
        distrust_all(statement);
        return Flow::goes_on;
      }
      if (answer.is_true()) return all(branch.body);
    }
    return all(statement.body);
  }

  Flow block(const PlStatement& statement) {
    protecting_.push_back(&statement);
    const Flow flow = protected_body(statement);
    protecting_.pop_back();
    const PlHandler* handler = flow == Flow::failed ? find_handler(statement, error_) : nullptr;
    return handler ? all(handler->body) : flow;
  }

  // When it fails, and a handler catches it, nothing stays of what it did.
  Flow protected_body(const PlStatement& statement) {
    const auto& body = statement.body;
    const bool single = body.size() == 1 && body.front().kind == PlKind::sql;
    if (!statement.handlers.empty() && !single && fails(statement)) return Flow::failed;
    return all(body);
  }

  // Tries the body. When it fails for sure, variables keep what it gave them.
  bool fails(const PlStatement& block) {
    constexpr std::size_t kDeepest = 4;  // each trial in a trial doubles the work
    if (depth_ == kDeepest) return false;
    const auto target = target_.trial();
    Run trial(*target, source_);
    trial.depth_ = depth_ + 1;
    trial.variables_ = variables_;
    trial.steps_ = steps_;
    trial.protecting_ = protecting_;
    const bool failed = trial.all(block.body) == Flow::failed && trial.followed_;
    steps_ = trial.steps_;
    if (!failed) return false;
    variables_ = std::move(trial.variables_);
    error_ = trial.error_;
    return true;
  }

  // The rows that it runs over; nothing when they are not known.
  std::optional<std::vector<BodyRow>> rows_of(const PlStatement& loop) const {
    if (loop.kind == PlKind::query_loop)
      return evaluate(edit_.catalog, variables_, parse_body_query(loop.sql));
    std::vector<BodyRow> out;
    if (loop.kind == PlKind::array_loop) {
      const BodyValue array = value(loop.sql);
      if (!array.known()) return std::nullopt;
      for (const BodyValue& element : array.elements) out.push_back({{"", element}});
      return out;
    }
    constexpr int kMost = 10'000;
    BodyValue at = value(loop.sql);
    const BodyValue end = value(loop.to);
    while (call_builtin("<=", {at, end}).is_true() && out.size() < kMost) {
      out.push_back({{"", at}});
      at = call_builtin("+", {at, BodyValue::of(std::string("1"))});
    }
    return call_builtin(">", {at, end}).is_true() ? std::optional(out) : std::nullopt;
  }

  static bool jumps(const std::vector<PlStatement>& statements) {
    return std::any_of(statements.begin(), statements.end(), [](const PlStatement& statement) {
      return statement.kind == PlKind::jump || jumps(statement.body) ||
             std::any_of(statement.branches.begin(), statement.branches.end(),
                         [](const PlBranch& branch) { return jumps(branch.body); });
    });
  }

  Flow known_loop(const PlStatement& loop) {
    const auto rows = jumps(loop.body) ? std::nullopt : rows_of(loop);
    if (!rows) {
      distrust_all(loop);
      return Flow::goes_on;
    }
    steps_ += rows->size();  // to make them is work, even for an empty body
    if (steps_ > kMostSteps) return Flow::returned;
    for (const BodyRow& row : *rows) {
      set_row(loop.variables, &row);
      if (const Flow flow = all(loop.body); flow != Flow::goes_on) return flow;
    }
    return Flow::goes_on;
  }

  void distrust_all(const PlStatement& statement) {
    distrust_named(statement.sql);
    for (const PlBranch& branch : statement.branches)
      for (const PlStatement& inner : branch.body) distrust_all(inner);
    for (const PlStatement& inner : statement.body) distrust_all(inner);
    for (const PlHandler& handler : statement.handlers)
      for (const PlStatement& inner : handler.body) distrust_all(inner);
  }

  void distrust_named(std::string_view text) {
    followed_ = false;
    migc::compiler::distrust_named(edit_, text, kNotFollowed);
  }

  BlockTarget& target_;
  Edit edit_;
  const DoBlock& source_;
  BodyVariables variables_;
  std::size_t steps_ = 0;
  std::vector<const PlStatement*> protecting_;  // the blocks around, the innermost last
  std::optional<ErrorCondition> error_;         // of what failed last
  std::size_t depth_ = 0;                       // of trials
  bool followed_ = true;
};

}  // namespace

bool apply_do_block(BlockTarget& target, const DoBlock& block) {
  if (block.language != "plpgsql") return false;
  if (const auto body = parse_plpgsql(block.body)) return Run(target, block).body(*body);
  distrust_do_block(target, block);
  return false;
}

void distrust_do_block(BlockTarget& target, const DoBlock& block) {
  Edit edit = target.edit();
  distrust_named(edit, block.body, kNotFollowed);
}

}  // namespace migc::compiler
