// Whatever a migration can do to the schema has a case: each sub-command of
// ALTER TABLE, each kind of statement and each kind of object. What is added to
// the compiler's types without a case fails here.
#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "case_list.h"
#include "compiler/lint/migration.h"
#include "compiler/schema/model.h"

namespace migc::compiler {
namespace {

using testing::Case;

// A set of "kind: name" that the cases were seen to hold.
class Seen {
 public:
  Seen() {
    for (const auto& file : testing::case_files())
      for (const Case& one : testing::read_cases(file)) take(one.history);
  }

  bool has(std::string_view what, std::size_t which) const {
    return seen_.count({std::string(what), which}) > 0;
  }

 private:
  void take(const SourceSet& history) {
    Model model;
    for (const ParsedMigration& migration : parse_set(history)) {
      for (const Statement& statement : migration.up.statements) {
        take(statement);
        model.apply(statement, {});
      }
      model.end_migration();
    }
    model.catalog().for_each(
        [&](const Object& object) { note("object", static_cast<std::size_t>(object.kind)); });
  }

  void take(const Statement& statement) {
    note("statement", statement.body.index());
    if (const auto* alter = as<AlterTable>(statement))
      for (const AlterTableCommand& command : alter->commands) take(command.alteration);
    if (const auto* alter = as<AlterTable>(statement)) note("relation", alter->relation);
    if (const auto* alter = as<AlterDomain>(statement)) note("domain", alter->action);
    if (const auto* drop = as<Drop>(statement)) note("drop", drop->kind);
    if (const auto* rename = as<Rename>(statement)) note("rename", rename->object.kind);
    if (const auto* set = as<SetSchema>(statement)) note("set schema", set->object.kind);
    if (const auto* comment = as<Comment>(statement)) note("comment", comment->object.kind);
    if (const auto* grant = as<Grant>(statement)) note("grant", grant->kind);
  }

  void take(const Alteration& alteration) {
    note("alteration", alteration.index());
    if (const auto* set = std::get_if<SetTableFlag>(&alteration)) note("flag", set->flag);
    if (const auto* set = std::get_if<SetColumnAttribute>(&alteration))
      note("attribute", set->attribute);
  }

  template <class Enum>
  void note(std::string_view what, Enum which) {
    seen_.emplace(what, static_cast<std::size_t>(which));
  }

  std::set<std::pair<std::string, std::size_t>> seen_;
};

const Seen& seen() {
  static const Seen instance;
  return instance;
}

// The place of T in a variant.
template <class T, class... All>
constexpr std::size_t place_in(const std::variant<All...>* /*variant*/) {
  std::size_t place = 0;
  const bool found = ((std::is_same_v<T, All> || (++place, false)) || ...);
  return found ? place : sizeof...(All);
}
template <class Variant, class... Some>
std::set<std::size_t> places() {
  return {place_in<Some>(static_cast<const Variant*>(nullptr))...};
}

template <class Enum>
void expect_all(std::string_view what, Enum last, const std::set<Enum>& except = {}) {
  for (std::size_t i = 0; i <= static_cast<std::size_t>(last); ++i)
    EXPECT_TRUE(except.count(static_cast<Enum>(i)) > 0 || seen().has(what, i))
        << "no case for " << what << " number " << i;
}

TEST(Coverage, AlterTable) {
  // SET EXPRESSION is newer than the oldest server that runs these cases; the
  // last one is for what is not followed.
  const auto except = places<Alteration, SetExpression, OtherAlteration>();
  for (std::size_t i = 0; i < std::variant_size_v<Alteration>; ++i)
    EXPECT_TRUE(except.count(i) > 0 || seen().has("alteration", i))
        << "no case for alternative " << i;
  expect_all("flag", TableFlag::without_cluster);
  expect_all("attribute", ColumnAttribute::reset_options);
  expect_all("relation", RelationKind::foreign_table, {RelationKind::foreign_table});
}

TEST(Coverage, Statements) {
  const auto except = places<StatementBody, DependsOnExtension, Opaque, Unparsed, CreateOther>();
  for (std::size_t i = 0; i < std::variant_size_v<StatementBody>; ++i)
    EXPECT_TRUE(except.count(i) > 0 || seen().has("statement", i))
        << "no case for alternative " << i;
  expect_all("domain", AlterDomain::Action::validate_constraint);
}

TEST(Coverage, Objects) {
  expect_all("object", Kind::statistics);
}

// Which statements name an object of a kind.
struct Named {
  ObjectKind kind;
  const char* name;
  bool drop = false, rename = false, set_schema = false, comment = false;
};

constexpr Named modelled(ObjectKind kind, const char* name) {
  return {kind, name, true, true, true, true};
}
constexpr Named without_schema(ObjectKind kind, const char* name) {
  return {kind, name, true, true, false, true};
}
// The parts of a table or a type are dropped by ALTER.
constexpr Named part(ObjectKind kind, const char* name) {
  return {kind, name, false, true, false, true};
}
// Listed in compiler/schema/dump.h as not modelled.
constexpr Named not_modelled(ObjectKind kind) {
  return {kind, ""};
}

constexpr std::array kNamed = {
    modelled(ObjectKind::table, "table"),
    modelled(ObjectKind::view, "view"),
    modelled(ObjectKind::materialized_view, "materialized view"),
    without_schema(ObjectKind::index, "index"),
    modelled(ObjectKind::sequence, "sequence"),
    not_modelled(ObjectKind::foreign_table),
    modelled(ObjectKind::type, "type"),
    modelled(ObjectKind::domain, "domain"),
    without_schema(ObjectKind::schema, "schema"),
    Named{ObjectKind::extension, "extension", true, false, true, true},
    modelled(ObjectKind::function, "function"),
    modelled(ObjectKind::procedure, "procedure"),
    modelled(ObjectKind::routine, "routine"),
    modelled(ObjectKind::aggregate, "aggregate"),
    not_modelled(ObjectKind::sql_operator),
    without_schema(ObjectKind::trigger, "trigger"),
    without_schema(ObjectKind::policy, "policy"),
    without_schema(ObjectKind::rule, "rule"),
    part(ObjectKind::column, "column"),
    part(ObjectKind::constraint, "constraint"),
    part(ObjectKind::domain_constraint, "constraint of a domain"),
    Named{ObjectKind::attribute, "attribute", false, true, false, false},
    not_modelled(ObjectKind::database),
    not_modelled(ObjectKind::role),
    not_modelled(ObjectKind::tablespace),
    without_schema(ObjectKind::publication, "publication"),
    not_modelled(ObjectKind::subscription),
    modelled(ObjectKind::statistics, "statistics"),
    not_modelled(ObjectKind::event_trigger),
    not_modelled(ObjectKind::collation),
    not_modelled(ObjectKind::conversion),
    not_modelled(ObjectKind::language),
    not_modelled(ObjectKind::cast),
    not_modelled(ObjectKind::text_search),
    not_modelled(ObjectKind::other),
};
static_assert(kNamed.size() == static_cast<std::size_t>(ObjectKind::other) + 1);

TEST(Coverage, NamedObjects) {
  for (std::size_t i = 0; i < kNamed.size(); ++i) {
    const Named& named = kNamed[i];
    ASSERT_EQ(static_cast<std::size_t>(named.kind), i) << "the table is in the order of the type";
    EXPECT_TRUE(!named.drop || seen().has("drop", i)) << "no case drops a " << named.name;
    EXPECT_TRUE(!named.rename || seen().has("rename", i)) << "no case renames a " << named.name;
    EXPECT_TRUE(!named.set_schema || seen().has("set schema", i))
        << "no case moves a " << named.name;
    EXPECT_TRUE(!named.comment || seen().has("comment", i))
        << "no case comments on a " << named.name;
  }
}

TEST(Coverage, Privileges) {
  for (const ObjectKind kind :
       {ObjectKind::table, ObjectKind::sequence, ObjectKind::schema, ObjectKind::type,
        ObjectKind::domain, ObjectKind::function, ObjectKind::procedure, ObjectKind::routine})
    EXPECT_TRUE(seen().has("grant", static_cast<std::size_t>(kind)))
        << "no case grants on kind " << static_cast<int>(kind);
}

}  // namespace
}  // namespace migc::compiler
