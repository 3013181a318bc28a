// What the single statement kinds write a forecast with. Private to
// compiler/forecast.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/forecast/forecast.h"

namespace migc::compiler {

// Whether an effect is sure, or hangs on rows, values or plans.
enum class Sure : bool { no, yes };

class Effects {
 public:
  Effects(const Model& before, const Statement& statement, ServerRange servers)
      : before_(before), statement_(statement), servers_(servers) {}

  const Model& before() const { return before_; }
  const Catalog& catalog() const { return before_.catalog(); }
  const Statement& statement() const { return statement_; }
  ServerRange servers() const { return servers_; }

  // Objects that are no relation are ignored, so that a caller need not ask.
  void lock(const Object* relation, LockMode mode, Sure sure = Sure::yes);
  void rewrite(const Object& relation, Sure sure = Sure::yes);
  void scan(const Object& relation, Sure sure = Sure::yes);
  void change_rows(const Object& relation, Sure sure = Sure::yes);

  // What a new object depends on, and the statement does not look at otherwise.
  // PostgreSQL 15.20 holds it with ACCESS SHARE, so that nobody drops it meanwhile;
  // 14.23, 16.14, 17.10 and 18.4 did not yet.
  void depend_on(const Object* relation) { lock(relation, LockMode::access_share, Sure::no); }

  // The relation of that name, locked; null, locked by its name and noted as
  // uncertain, when the model does not know it.
  const Object* lock_named(const QualifiedName& name, LockMode mode,
                           RelationSort sort = RelationSort::table);

  // A fragment of the answer to "why": "SET NOT NULL reads every row".
  void because(const std::string& reason);

  // It may do more than is listed.
  void unsure(std::string reason);

  // Whether the oldest server is older than `version`. `note` says what is
  // otherwise from that version on; it is kept when newer servers are in range.
  bool before_version(int version, const std::string& note);

  // For an effect that servers older than `version` may not have.
  Sure sure_since(int version) const { return Sure(servers_.oldest >= version); }

  // Takes over what another forecast holds, of a statement inside this one; but
  // for what the statements before it made, which nobody else can see.
  void include(const Forecast& inner, Sure sure);

  Forecast take();

 private:
  Affected affected(const Object& relation, Sure sure) const;
  bool is_new(const Affected& relation) const;
  void add_lock(Affected relation, LockMode mode);

  const Model& before_;
  const Statement& statement_;
  ServerRange servers_;
  Forecast forecast_;
};

}  // namespace migc::compiler
