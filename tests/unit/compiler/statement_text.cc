#include "tests/unit/compiler/statement_text.h"

#include <array>

#include "compiler/sql/names.h"

namespace migc::compiler {
namespace {

using Words = std::vector<std::string>;

std::string joined(const Words& parts, std::string_view separator = ",") {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += separator;
    out += part;
  }
  return out;
}

template <std::size_t N, class Value>
std::string at(const std::array<std::string_view, N>& words, Value value) {
  return std::string(words.at(static_cast<std::size_t>(value)));
}

std::string word(ConstraintKind kind) {
  constexpr std::array<std::string_view, 6> kWords = {"check",  "not-null",  "primary-key",
                                                      "unique", "exclusion", "foreign-key"};
  return at(kWords, kind);
}

std::string word(ObjectKind kind) {
  constexpr std::array<std::string_view, 35> kWords = {
      "table",       "view",          "materialized-view",
      "index",       "sequence",      "foreign-table",
      "type",        "domain",        "schema",
      "extension",   "function",      "procedure",
      "routine",     "aggregate",     "operator",
      "trigger",     "policy",        "rule",
      "column",      "constraint",    "domain-constraint",
      "attribute",   "database",      "role",
      "tablespace",  "publication",   "subscription",
      "statistics",  "event-trigger", "collation",
      "conversion",  "language",      "cast",
      "text-search", "other"};
  static_assert(kWords.size() == static_cast<std::size_t>(ObjectKind::other) + 1);
  return at(kWords, kind);
}

std::string word(RelationKind kind) {
  constexpr std::array<std::string_view, 7> kWords = {
      "table", "index", "view", "materialized-view", "sequence", "composite-type", "foreign-table"};
  return at(kWords, kind);
}

std::string word(ColumnAttribute attribute) {
  constexpr std::array<std::string_view, 5> kWords = {"storage", "compression", "statistics",
                                                      "options", "reset-options"};
  return at(kWords, attribute);
}

std::string word(TableFlag flag) {
  constexpr std::array<std::string_view, 7> kWords = {
      "row-security", "no-row-security", "force-row-security", "no-force-row-security",
      "logged",       "unlogged",        "without-cluster"};
  return at(kWords, flag);
}

std::string word(AlterDomain::Action action) {
  constexpr std::array<std::string_view, 7> kWords = {
      "set-default",    "drop-default",    "set-not-null",       "drop-not-null",
      "add-constraint", "drop-constraint", "validate-constraint"};
  return at(kWords, action);
}

std::string word(RowChange change) {
  constexpr std::array<std::string_view, 7> kWords = {"insert",    "update",   "delete", "merge",
                                                      "copy-from", "truncate", "lock"};
  return at(kWords, change);
}

std::string word(Maintain::Kind kind) {
  constexpr std::array<std::string_view, 5> kWords = {"vacuum", "vacuum-full", "analyze", "cluster",
                                                      "reindex"};
  return at(kWords, kind);
}

std::string word(TransactionControlKind kind) {
  constexpr std::array<std::string_view, 5> kWords = {"begin", "commit", "rollback", "savepoint",
                                                      "other"};
  return at(kWords, kind);
}

std::string words(const Options& options) {
  Words parts;
  for (const auto& [name, value] : options)
    parts.push_back(value.empty() ? name : name + "=" + value);
  return joined(parts);
}

std::string words(const QualifiedName& name) {
  return (name.schema.empty() ? "" : name.schema + ".") + name.name;
}

class Dumper {
 public:
  explicit Dumper(std::string_view text) : text_(text) {}

  std::string dump(const Statement& statement) {
    out_ = statement.kind;
    flag("non-transactional", !statement.transactional);
    if (statement.number != 0) out_ += " #" + std::to_string(statement.number);
    std::visit(*this, statement.body);
    return out_ + "\n";
  }

  // Tables.

  void operator()(const CreateTable& create) {
    flag("if-not-exists", create.if_not_exists);
    persistence(create.persistence);
    flag("partitioned", create.partition_key.has_value());
    flag("from-query", create.query.has_value());
    name(create.table);
    if (create.partition_bound)
      out_ += " of";
    else if (!create.parents.empty())
      out_ += " inherits";
    for (const QualifiedName& parent : create.parents) name(parent);
    if (create.of_type) out_ += " of-type " + compiler::dump(*create.of_type);
    some("options", words(create.options));
    some("method", create.method);
    some("tablespace", create.tablespace);
    some("query-columns", create.query_columns);
    flag("no-data", !create.with_data);
    for (const auto& element : create.elements) std::visit(*this, element);
    for (const ConstraintDefinition& each : create.constraints) constraint(each, "\n  ");
    if (create.partition_key) sql_text("\n  by ", *create.partition_key);
    some("columns", create.partition_columns);
    if (create.partition_bound) sql_text("\n  bound ", *create.partition_bound);
    if (create.query) query(*create.query);
  }
  void operator()(const ColumnDefinition& definition) { column(definition); }
  void operator()(const LikeClause& like) {
    out_ += "\n  like";
    name(like.table);
    flag("comments", like.comments);
    flag("compression", like.compression);
    flag("constraints", like.constraints);
    flag("defaults", like.defaults);
    flag("generated", like.generated);
    flag("identity", like.identity);
    flag("indexes", like.indexes);
    flag("statistics", like.statistics);
    flag("storage", like.storage);
  }

  void operator()(const AlterTable& alter) {
    if (alter.relation != RelationKind::table) out_ += " " + word(alter.relation);
    flag("if-exists", alter.if_exists);
    flag("only", alter.only && alter.relation != RelationKind::composite_type);
    name(alter.table);
    for (const AlterTableCommand& command : alter.commands) {
      out_ += "\n  ";
      std::visit(*this, command.alteration);
      if (alter.relation == RelationKind::composite_type) flag("cascade", command.cascade);
      out_ += " at " + covered(command.target) + " in " + covered(command.span);
    }
  }

  void operator()(const AddColumn& add) {
    out_ += "add-column";
    flag("if-not-exists", add.if_not_exists);
    column(add.column);
    out_ += "\n   ";
  }
  void operator()(const DropColumn& drop) {
    out_ += "drop-column " + drop.column;
    flag("if-exists", drop.if_exists);
    flag("cascade", drop.cascade);
  }
  void operator()(const AlterColumnType& alter) {
    out_ += "column-type " + alter.column + " " + compiler::dump(alter.type);
    some("collate", alter.collation);
    if (alter.conversion) expression(" using ", *alter.conversion);
  }
  void operator()(const SetDefault& set) {
    expression("set-default " + set.column + " ", set.value);
  }
  void operator()(const DropDefault& drop) { out_ += "drop-default " + drop.column; }
  void operator()(const SetNotNull& set) { out_ += "set-not-null " + set.column; }
  void operator()(const DropNotNull& drop) { out_ += "drop-not-null " + drop.column; }
  void operator()(const AddIdentity& add) {
    out_ += "add-identity " + add.column;
    identity(add.identity);
    some("sequence", words(add.sequence_options));
  }
  void operator()(const SetIdentity& set) {
    out_ += "set-identity " + set.column;
    if (set.identity) identity(*set.identity);
    some("sequence", words(set.sequence_options));
  }
  void operator()(const DropIdentity& drop) {
    out_ += "drop-identity " + drop.column;
    flag("if-exists", drop.if_exists);
  }
  void operator()(const DropExpression& drop) {
    out_ += "drop-expression " + drop.column;
    flag("if-exists", drop.if_exists);
  }
  void operator()(const SetExpression& set) {
    expression("set-expression " + set.column + " ", set.value);
  }
  void operator()(const SetColumnAttribute& set) {
    out_ += "column-" + word(set.attribute) + " " + set.column;
    some("", set.value);
    some("", words(set.options));
  }
  void operator()(const AddConstraint& add) { constraint(add.constraint, "add "); }
  void operator()(const DropConstraint& drop) {
    out_ += "drop-constraint " + drop.name;
    flag("if-exists", drop.if_exists);
    flag("cascade", drop.cascade);
  }
  void operator()(const ValidateConstraint& validate) { out_ += "validate " + validate.name; }
  void operator()(const AlterConstraint& alter) {
    out_ += "alter-constraint " + alter.name;
    if (alter.deferral) deferral(*alter.deferral);
    if (alter.enforced) out_ += *alter.enforced ? " enforced" : " not-enforced";
    if (alter.no_inherit) out_ += *alter.no_inherit ? " no-inherit" : " inherit";
  }
  void operator()(const AttachPartition& attach) {
    out_ += "attach";
    name(attach.partition);
    sql_text(" ", attach.bound);
  }
  void operator()(const DetachPartition& detach) {
    out_ += "detach";
    flag("concurrently", detach.concurrently);
    flag("finalize", detach.finalize);
    name(detach.partition);
  }
  void operator()(const ChangeInheritance& change) {
    out_ += change.inherit ? "inherit" : "no-inherit";
    name(change.parent);
  }
  void operator()(const SetTableOptions& set) {
    out_ += (set.reset ? "reset-options " : "set-options ") + words(set.options);
  }
  void operator()(const SetTableFlag& set) { out_ += word(set.flag); }
  void operator()(const SetTablespace& set) { out_ += "tablespace " + set.tablespace; }
  void operator()(const SetAccessMethod& set) { out_ += "access-method " + set.method; }
  void operator()(const ClusterOn& cluster) { out_ += "cluster-on " + cluster.index; }
  void operator()(const SetReplicaIdentity& set) {
    out_ += "replica-identity " + (set.identity.empty() ? "index " + set.index : set.identity);
  }
  void operator()(const OwnerTo& owner) { out_ += "owner " + owner.role; }
  void operator()(const SwitchTrigger& change) {
    out_ += (change.rule ? "rule " : "trigger ") + change.trigger + " " + change.state;
  }
  void operator()(const SetOfType& set) {
    out_ += set.type ? "of-type " + compiler::dump(*set.type) : "not-of-type";
  }
  void operator()(const OtherAlteration& other) { out_ += "other " + other.kind; }

  // What exists already.

  void operator()(const Drop& drop) {
    out_ += " " + word(drop.kind);
    flag("if-exists", drop.if_exists);
    flag("cascade", drop.cascade);
    flag("concurrently", drop.concurrently);
    for (const ObjectName& each : drop.objects) object(each, drop.kind);
  }
  void operator()(const Rename& rename) {
    out_ += " " + word(rename.object.kind);
    flag("if-exists", rename.if_exists);
    flag("cascade", rename.cascade);
    object(rename.object, rename.object.kind);
    out_ += " to " + rename.new_name + " at " + covered(rename.target);
  }
  void operator()(const SetSchema& set) {
    out_ += " " + word(set.object.kind);
    flag("if-exists", set.if_exists);
    object(set.object, set.object.kind);
    out_ += " to " + set.schema;
  }
  void operator()(const ChangeOwner& change) {
    out_ += " " + word(change.object.kind);
    object(change.object, change.object.kind);
    out_ += " to " + change.role;
  }
  void operator()(const Comment& comment) {
    out_ += " " + word(comment.object.kind);
    object(comment.object, comment.object.kind);
    out_ += comment.text ? " is ‹" + *comment.text + "›" : " is null";
  }
  void operator()(const DependsOnExtension& depends) {
    out_ += " " + word(depends.object.kind);
    object(depends.object, depends.object.kind);
  }
  void operator()(const CreateOther& create) {
    out_ += " " + word(create.kind);
    name(create.name);
  }

  // Indexes, sequences, types.

  void operator()(const CreateIndex& index) {
    flag("unique", index.unique);
    flag("concurrently", index.concurrently);
    flag("if-not-exists", index.if_not_exists);
    out_ += " " + (index.name.empty() ? "-" : index.name) + " on";
    flag("only", index.only);
    name(index.table);
    out_ += " " + index.method;
    flag("nulls-not-distinct", index.nulls_not_distinct);
    some("options", words(index.options));
    some("tablespace", index.tablespace);
    for (const IndexKey& each : index.keys) key(each);
    if (!index.included.empty()) out_ += "\n  include " + joined(index.included);
    if (index.condition) expression("\n  where ", *index.condition);
  }
  void operator()(const CreateStatistics& create) {
    flag("if-not-exists", create.if_not_exists);
    out_ += " " + (create.name.name.empty() ? "-" : words(create.name));
    some("kinds", create.kinds);
    out_ += " on";
    name(create.table);
    for (const IndexKey& each : create.keys) key(each);
  }
  void operator()(const CreateSequence& create) {
    flag("if-not-exists", create.if_not_exists);
    persistence(create.persistence);
    sequence(create);
  }
  void operator()(const AlterSequence& alter) {
    flag("if-exists", alter.if_exists);
    sequence(alter);
  }
  void operator()(const CreateEnum& create) {
    name(create.type);
    out_ += "(" + quoted(create.labels) + ")";
  }
  void operator()(const AlterEnum& alter) {
    flag("if-not-exists", alter.if_not_exists);
    name(alter.type);
    out_ += " " + quoted({alter.label});
    if (!alter.new_label.empty()) out_ += " to " + quoted({alter.new_label});
    if (!alter.neighbour.empty())
      out_ += (alter.after ? " after " : " before ") + quoted({alter.neighbour});
  }
  void operator()(const CreateDomain& create) {
    name(create.domain);
    out_ += " " + compiler::dump(create.type);
    some("collate", create.collation);
    flag("not-null", create.not_null);
    if (create.default_value) expression(" default ", *create.default_value);
    for (const ConstraintDefinition& each : create.checks) constraint(each, "\n  ");
  }
  void operator()(const AlterDomain& alter) {
    flag("if-exists", alter.if_exists);
    name(alter.domain);
    out_ += " " + word(alter.action);
    some("", alter.name);
    flag("cascade", alter.cascade);
    if (alter.default_value) expression(" ", *alter.default_value);
    if (alter.constraint) constraint(*alter.constraint, "\n  ");
  }
  void operator()(const CreateComposite& create) {
    name(create.type);
    for (const ColumnDefinition& each : create.attributes) column(each);
  }
  void operator()(const CreateRange& create) {
    name(create.type);
    sql_text(" ", create.definition);
    some("multirange", create.multirange);
  }

  // Views.

  void operator()(const CreateView& view) {
    flag("materialized", view.materialized);
    flag("or-replace", view.or_replace);
    flag("if-not-exists", view.if_not_exists);
    persistence(view.persistence);
    name(view.view);
    if (!view.column_names.empty()) out_ += "(" + joined(view.column_names) + ")";
    some("options", words(view.options));
    some("check", view.check_option);
    some("method", view.method);
    some("tablespace", view.tablespace);
    flag("no-data", !view.with_data);
    query(view.query);
  }
  void operator()(const RefreshView& refresh) {
    flag("concurrently", refresh.concurrently);
    name(refresh.view);
    flag("no-data", !refresh.with_data);
  }

  // Code.

  void operator()(const CreateRoutine& create) {
    out_ += " " + word(create.kind);
    flag("or-replace", create.or_replace);
    name(create.routine);
    Words parameters;
    for (const Parameter& each : create.parameters)
      parameters.push_back(each.mode + (each.name.empty() ? "" : " " + each.name) + " " +
                           compiler::dump(each.type) + (each.has_default ? " default" : ""));
    out_ += "(" + joined(parameters) + ")";
    if (create.returns) out_ += " returns " + compiler::dump(*create.returns);
    some("language", create.language);
    some("", create.volatility);
    flag("security-definer", create.security_definer);
    flag("sets-search-path", create.sets_search_path);
    flag("standard-body", create.standard_body);
    body(create.body, create.body_offset);
    sql_text("\n  signature ", create.signature);
  }
  void operator()(const AlterRoutine& alter) {
    out_ += " " + word(alter.routine.kind);
    object(alter.routine, alter.routine.kind);
    out_ += " ‹" + alter.actions + "›";
  }
  void operator()(const DoBlock& block) {
    out_ += " " + block.language;
    body(block.body, block.body_offset);
  }
  void operator()(const Call& call) { name(call.procedure); }
  void operator()(const CreateTrigger& trigger) {
    flag("constraint", trigger.constraint);
    flag("or-replace", trigger.or_replace);
    out_ += " " + trigger.name + " " + trigger.timing + " " + joined(trigger.events, "/");
    if (!trigger.columns.empty()) out_ += " of " + joined(trigger.columns);
    out_ += " on";
    name(trigger.table);
    flag("row", trigger.for_each_row);
    deferral(trigger.deferral);
    if (trigger.from_table) {
      out_ += " from";
      name(*trigger.from_table);
    }
    some("old-table", trigger.old_table);
    some("new-table", trigger.new_table);
    if (trigger.condition) expression("\n  when ", *trigger.condition);
    out_ += "\n  calls";
    name(trigger.function);
    if (!trigger.arguments.empty()) out_ += "(" + joined(trigger.arguments) + ")";
  }
  void operator()(const CreatePolicy& policy) {
    out_ += " " + policy.name + " on";
    name(policy.table);
    flag("restrictive", !policy.permissive);
    some("for", policy.command);
    policy_clauses(policy);
  }
  void operator()(const AlterPolicy& policy) {
    out_ += " " + policy.name + " on";
    name(policy.table);
    policy_clauses(policy);
  }
  void operator()(const CreateRule& rule) {
    flag("or-replace", rule.or_replace);
    out_ += " " + rule.name + " " + rule.event + " on";
    name(rule.table);
    sql_text("\n  ", rule.definition);
  }

  // Schemas, privileges and what else there is.

  void operator()(const CreateSchema& create) {
    flag("if-not-exists", create.if_not_exists);
    out_ += " " + create.name;
  }
  void operator()(const CreateExtension& create) {
    flag("if-not-exists", create.if_not_exists);
    out_ += " " + create.name;
    some("schema", create.schema);
  }
  void operator()(const CreatePublication& create) {
    out_ += " " + create.name;
    flag("all-tables", create.all_tables);
    published(create.objects);
    some("with", words(create.options));
  }
  void operator()(const AlterPublication& alter) {
    using Action = AlterPublication::Action;
    out_ += alter.action == Action::set    ? " set "
            : alter.action == Action::drop ? " drop "
                                           : " add ";
    out_ += alter.name;
    published(alter.objects);
    some("with", words(alter.options));
  }
  void operator()(const AlterStatistics& alter) {
    name(alter.name);
    flag("if-exists", alter.if_exists);
    out_ += " to " + alter.target;
  }
  void operator()(const Grant& grant) {
    out_ += grant.grant ? " grant " : " revoke ";
    out_ += grant.privileges.empty() ? "ALL" : privileges(grant.privileges);
    flag("all-in-schema", grant.all_in_schema);
    out_ += " on " + word(grant.kind);
    for (const ObjectName& each : grant.objects) object(each, grant.kind);
    out_ += " to " + joined(grant.grantees);
    flag("grant-option", grant.with_grant_option);
    flag("cascade", grant.cascade);
  }
  void operator()(const AlterDefaultPrivileges& alter) {
    some("of", alter.roles);
    some("in", alter.schemas);
    (*this)(alter.action);
  }
  void operator()(const SetVariable& set) {
    flag("local", set.local);
    out_ += " " + (set.name.empty() ? "ALL" : set.name) + " =";
    out_ += set.values.empty() ? " default" : " " + quoted(set.values);
  }
  void operator()(const ChangeRows& change) {
    out_ += " " + word(change.change);
    for (const QualifiedName& each : change.tables) name(each);
    flag("cascade", change.cascade);
    some("columns", change.columns);
    if (change.has_where) out_ += change.where_is_constant ? " where-constant" : " where";
    calls_and_reads(change.functions, change.reads);
  }
  void operator()(const RunQuery& run) { calls_and_reads(run.functions, run.reads); }
  void operator()(const Maintain& maintain) {
    out_ += " " + word(maintain.kind);
    flag("concurrently", maintain.concurrently);
    if (maintain.object != ObjectKind::table) out_ += " " + word(maintain.object);
    for (const QualifiedName& each : maintain.tables) name(each);
  }
  void operator()(const TransactionControl& control) {
    out_ += " " + word(control.kind);
    flag("plain", control.plain);
  }
  void operator()(const Opaque&) {}
  void operator()(const Unparsed& unparsed) {
    out_ += " @" + std::to_string(unparsed.at) + " " + unparsed.message;
    if (unparsed.newer)
      out_ += ": " + unparsed.newer->what + " since " + std::to_string(unparsed.newer->version);
  }

 private:
  void flag(std::string_view what, bool set) {
    if (set) out_ += " " + std::string(what);
  }

  // " what value", when there is a value.
  void some(std::string_view what, const std::string& value) {
    if (value.empty()) return;
    if (!what.empty()) out_ += " " + std::string(what);
    out_ += " " + value;
  }
  void some(std::string_view what, const Words& values) { some(what, joined(values)); }

  static std::string privileges(const std::vector<PrivilegeName>& names) {
    Words parts;
    for (const PrivilegeName& each : names) {
      Words columns;
      for (const std::string& column : each.columns) columns.push_back(sql_name(column));
      parts.push_back(columns.empty() ? each.name : each.name + " (" + joined(columns, ", ") + ")");
    }
    return joined(parts);
  }

  static std::string quoted(const Words& values) {
    Words parts;
    for (const std::string& value : values) parts.push_back("'" + value + "'");
    return joined(parts);
  }

  void identity(Identity identity) {
    flag("identity-always", identity == Identity::always);
    flag("identity-by-default", identity == Identity::by_default);
  }
  void persistence(Persistence persistence) {
    flag("temporary", persistence == Persistence::temporary);
    flag("unlogged", persistence == Persistence::unlogged);
  }
  void deferral(Deferral deferral) {
    flag("deferrable", deferral == Deferral::deferrable);
    flag("deferred", deferral == Deferral::initially_deferred);
  }

  static std::string covered(std::string_view text, Span span) {
    if (span.begin > span.end || span.end > text.size()) return "‹BAD SPAN›";
    return "‹" + std::string(text.substr(span.begin, span.end - span.begin)) + "›";
  }
  std::string covered(Span span) const { return covered(text_, span); }

  // Without ‹› when the name has no place.
  void name(const QualifiedName& name) {
    some("", words(name));
    if (name.span != Span{}) out_ += covered(name.span);
  }

  void published(const PublishedObjects& objects) {
    for (const PublishedTable& table : objects.tables) {
      name(table.table);
      flag("only", table.only);
      some("columns", table.columns);
      if (table.condition) expression(" where ", *table.condition);
    }
    for (const std::string& schema : objects.schemas)
      out_ += " schema " + (schema.empty() ? "current" : schema);
  }

  void object(const ObjectName& object, ObjectKind expected) {
    if (object.kind != expected) out_ += " !" + word(object.kind);
    name(object.name);
    some("part", object.part);
    if (!object.arguments) return;
    Words types;
    for (const TypeName& each : *object.arguments) types.push_back(compiler::dump(each));
    out_ += "(" + joined(types) + ")";
  }

  // A name in a text as `x`, `f()`, `:type`, `@relation`; what stands in a
  // string after a '. Its place only shows when it covers something else.
  static std::string reference_words(const Reference& reference, std::string_view text) {
    const std::string path = joined(reference.path, ".");
    std::string out = reference.literal ? "'" : "";
    if (reference.kind == ReferenceKind::type) out += ":";
    if (reference.kind == ReferenceKind::relation) out += "@";
    out += path;
    if (reference.kind == ReferenceKind::function) out += "()";
    const std::string place = covered(text, reference.span);
    const std::string quote = reference.literal ? "'" : "";
    return place == "‹" + quote + path + quote + "›" ? out : out + place;
  }
  void references(const std::vector<Reference>& references, std::string_view text) {
    if (references.empty()) return;
    Words parts;
    for (const Reference& each : references) parts.push_back(reference_words(each, text));
    out_ += " [" + joined(parts, " ") + "]";
  }

  void sql_text(const std::string& before, const SqlText& text) {
    out_ += before + "‹" + text.sql + "›";
    references(text.references, text.sql);
  }

  void expression(const std::string& before, const Expression& expression) {
    out_ += before + covered(expression.span);
    if (covered(expression.span) != "‹" + expression.text.sql + "›")
      out_ += " SQL ‹" + expression.text.sql + "›";
    some("columns", expression.columns);
    some("calls", expression.functions);
    flag("constant", expression.constant);
    flag("null", expression.null_constant);
    references(expression.text.references, expression.text.sql);
  }

  void key(const IndexKey& key) {
    out_ += "\n  key " + key.column;
    if (key.expression) {
      expression("", *key.expression);
      some("named", key.expression->index_name);
    }
    some("collate", key.collation);
    some("opclass", key.opclass);
    some("", key.ordering);
    some("with", key.exclusion_operator);
  }

  void column(const ColumnDefinition& column) {
    out_ += "\n  column " + column.name;
    out_ += " " + (column.has_type ? compiler::dump(column.type) : "-");
    flag("not-null", column.not_null);
    flag("null", column.explicit_null);
    identity(column.identity);
    some("sequence", words(column.sequence_options));
    some("collate", column.collation);
    some("storage", column.storage);
    some("compression", column.compression);
    if (column.default_value) expression(" default ", *column.default_value);
    if (column.generated) expression(" generated ", *column.generated);
    flag("virtual", column.generation == Generated::on_read);
    flag("MISMATCH", column.generated.has_value() != (column.generation != Generated::none));
    out_ += " " + covered(column.name_span) + " in " + covered(column.span);
    for (const ConstraintDefinition& each : column.constraints) constraint(each, "\n    ");
  }

  void constraint(const ConstraintDefinition& constraint, const std::string& before) {
    out_ += before + word(constraint.kind);
    some("", constraint.name);
    if (!constraint.columns.empty()) out_ += " (" + joined(constraint.columns) + ")";
    if (constraint.expression) expression(" ", *constraint.expression);
    some("implies", constraint.implies_not_null);
    if (constraint.referenced_table) {
      out_ += " references";
      name(*constraint.referenced_table);
      out_ += "(" + joined(constraint.referenced_columns) + ")";
    }
    some("match", constraint.match);
    some("on-update", constraint.on_update);
    some("on-delete", constraint.on_delete);
    if (!constraint.on_delete_columns.empty())
      out_ += "(" + joined(constraint.on_delete_columns) + ")";
    some("using", constraint.using_index);
    some("method", constraint.method);
    some("include", constraint.included);
    flag("nulls-not-distinct", constraint.nulls_not_distinct);
    flag("without-overlaps", constraint.without_overlaps);
    flag("with-period", constraint.with_period);
    some("options", words(constraint.options));
    some("tablespace", constraint.tablespace);
    deferral(constraint.deferral);
    flag("no-inherit", constraint.no_inherit);
    flag("not-valid", constraint.not_valid);
    flag("not-enforced", constraint.not_enforced);
    if (constraint.condition) expression(" where ", *constraint.condition);
    for (const IndexKey& each : constraint.elements) key(each);
    out_ += " in " + covered(constraint.span);
  }

  template <class Sequence>
  void sequence(const Sequence& sequence) {
    name(sequence.sequence);
    if (sequence.type) out_ += " as " + compiler::dump(*sequence.type);
    some("", words(sequence.options));
    if (!sequence.owned_by.empty()) out_ += " owned-by " + joined(sequence.owned_by, ".");
  }

  template <class Policy>
  void policy_clauses(const Policy& policy) {
    some("to", policy.roles);
    if (policy.using_expression) expression("\n  using ", *policy.using_expression);
    if (policy.check_expression) expression("\n  check ", *policy.check_expression);
  }

  void calls_and_reads(const Words& functions, const std::vector<QualifiedName>& reads) {
    some("calls", functions);
    if (reads.empty()) return;
    out_ += " reads";
    for (const QualifiedName& each : reads) name(each);
  }

  // A body at an unknown place has a *.
  void body(const std::string& body, std::size_t offset) {
    if (body.empty()) return;
    out_ +=
        "\n  body " + (offset == 0 ? "*‹" + body + "›" : covered({offset, offset + body.size()}));
    if (offset != 0 && covered({offset, offset + body.size()}) != "‹" + body + "›")
      out_ += " BODY ‹" + body + "›";
  }

  void query(const Query& query) {
    out_ += "\n  query " + covered(query.span);
    if (covered(query.span) != "‹" + query.sql + "›") out_ += " SQL ‹" + query.sql + "›";
    if (query.select) select(*query.select, query.sql, "\n    ");
  }

  void select(const Select& select, const std::string& sql, const std::string& line) {
    for (const CommonTable& table : select.with) {
      out_ += line + "with " + table.name;
      if (!table.column_aliases.empty()) out_ += "(" + joined(table.column_aliases) + ")";
      if (table.query) this->select(*table.query, sql, line + "  ");
    }
    for (const SelectTarget& each : select.targets) target(each, sql, line);
    for (const FromItem& item : select.from) from(item, sql, line);
    if (select.value_columns != 0)
      out_ += line + "values of " + std::to_string(select.value_columns);
    if (!select.references.empty()) {
      out_ += line + "names";
      references(select.references, sql);
    }
    for (const auto& branch : select.branches) {
      out_ += line + "branch";
      this->select(*branch, sql, line + "  ");
    }
    for (const auto& below : select.below) {
      out_ += line + "below";
      this->select(*below, sql, line + "  ");
    }
  }

  void target(const SelectTarget& target, const std::string& sql, const std::string& line) {
    out_ += line + "target " + target.name;
    flag("aliased", target.has_alias);
    if (!target.path.empty()) out_ += " = " + joined(target.path, ".") + covered(sql, target.span);
    if (target.cast) out_ += " cast " + compiler::dump(*target.cast);
  }

  void from(const FromItem& item, const std::string& sql, const std::string& line) {
    constexpr std::array<std::string_view, 4> kKinds = {"relation", "subquery", "function", "join"};
    out_ += line + "from " + at(kKinds, item.kind);
    if (!item.relation.name.empty())
      out_ += " " + words(item.relation) + covered(sql, item.relation.span);
    some("as", item.alias);
    if (!item.column_aliases.empty()) out_ += "(" + joined(item.column_aliases) + ")";
    some("using", item.using_columns);
    flag("natural", item.natural);
    if (item.subquery) select(*item.subquery, sql, line + "  ");
    for (const FromItem& side : item.sides) from(side, sql, line + "  ");
  }

  std::string_view text_;
  std::string out_;
};

}  // namespace

std::string dump(const Statement& statement, std::string_view text) {
  return Dumper(text).dump(statement);
}

std::string dump(const std::vector<Statement>& statements, std::string_view text) {
  std::string out;
  for (const Statement& statement : statements) out += dump(statement, text);
  return out;
}

std::string dump(const TypeName& type) {
  std::string out = type.set_of ? "setof " : "";
  if (!type.schema.empty()) out += type.schema + ".";
  out += type.name;
  if (type.of_column) out += "%type";
  if (!type.modifiers.empty()) out += "(" + joined(type.modifiers) + ")";
  for (std::size_t i = 0; i < type.array_dimensions; ++i) out += "[]";
  return out;
}

}  // namespace migc::compiler
