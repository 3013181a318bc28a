#include "compiler/rules/context.h"
#include "compiler/rules/findings.h"
#include "compiler/rules/rule.h"
#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

std::vector<const Table*> tables_in_use(const Context& cx, const Object& domain) {
  std::vector<const Table*> out;
  cx.model().catalog().for_each([&](const Object& object) {
    const auto* table = as_object<Table>(&object);
    if (!table || !cx.in_use(*table)) return;
    for (const Column& column : table->columns)
      if (column.type.object == domain.id) return out.push_back(table);
  });
  return out;
}

// The tables in use that have a column of it; for one that was there before the
// migrations, nobody knows which. Empty when there is none.
std::string tables_with(const Context& cx, const Object* domain) {
  if (!domain) return cx.complete_history() ? "" : "every table that uses it";
  const auto tables = tables_in_use(cx, *domain);
  if (tables.empty()) return "";
  std::string names;
  for (const Table* table : tables) names += (names.empty() ? "" : ", ") + quoted(table->name);
  return std::string("all of table") + (tables.size() > 1 ? "s " : " ") + names;
}

void check(const Context& cx, Findings& out) {
  const auto* alter = cx.as<AlterDomain>();
  if (!alter) return;
  const bool adds = alter->action == AlterDomain::Action::add_constraint && alter->constraint &&
                    !alter->constraint->not_valid;
  if (!adds && alter->action != AlterDomain::Action::set_not_null) return;
  const Object* domain = cx.model().catalog().find_type(alter->domain);
  const std::string tables = tables_with(cx, domain);
  if (tables.empty()) return;
  RuleFinding& finding =
      out.add(cx.statement().span, "the new constraint of domain " + quoted(alter->domain.name) +
                                       " reads " + tables + " while writers wait");
  finding.help_with(adds ? std::string(cx.sql()) + " NOT VALID;"
                         : "ALTER DOMAIN " + sql_name(alter->domain) +
                               " ADD CHECK (VALUE IS NOT NULL) NOT VALID;");
  if (domain) finding.note(domain->origin, "domain " + quoted(domain->name) + " was made");
}

constexpr Example kExamples[] = {{
    .title = "A stricter domain",
    .bad = R"sql(
-- file: 0001_tables.sql
CREATE DOMAIN quantity AS integer;
CREATE TABLE orders (id bigint PRIMARY KEY, ordered quantity);
-- file: 0002_positive.sql
ALTER DOMAIN quantity ADD CONSTRAINT quantity_positive CHECK (VALUE > 0);  -- expect: domain-add-constraint
)sql",
    .good = R"sql(
-- file: 0001_tables.sql
CREATE DOMAIN quantity AS integer;
CREATE TABLE orders (id bigint PRIMARY KEY, ordered quantity);
-- file: 0002_positive.sql
ALTER DOMAIN quantity ADD CONSTRAINT quantity_positive CHECK (VALUE > 0) NOT VALID;
)sql",
}};

}  // namespace

extern constexpr Rule rule_domain_add_constraint = checked({
    .id = "domain-add-constraint",
    .summary = "A constraint for a domain that tables in use have columns of",
    .rationale =
        "PostgreSQL reads every table with a column of the domain to see that all values comply, "
        "and holds a SHARE lock on each of them until it has read all: nobody writes to any.",
    .remedy = "Add the constraint with NOT VALID, which reads nothing and holds for new values; "
              "validate it at a quiet time. Or keep the rule in CHECKs of the tables, which can be "
              "validated without blocking anybody.",
    .examples = kExamples,
    .check = check,
});

}  // namespace migc::compiler
