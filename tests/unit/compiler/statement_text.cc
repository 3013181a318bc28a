#include "tests/unit/compiler/statement_text.h"

#include <array>

namespace migc::compiler {
namespace {

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ",") + part;
  return out;
}

std::string_view word(ConstraintKind kind) {
  constexpr std::array<std::string_view, 6> kWords = {"check",  "not-null",  "primary-key",
                                                      "unique", "exclusion", "foreign-key"};
  return kWords[static_cast<std::size_t>(kind)];
}

std::string_view word(ObjectKind kind) {
  constexpr std::array<std::string_view, 9> kWords = {
      "table", "column", "constraint", "index", "view", "sequence", "type", "schema", "other"};
  return kWords[static_cast<std::size_t>(kind)];
}

std::string_view word(TransactionControlKind kind) {
  constexpr std::array<std::string_view, 5> kWords = {"begin", "commit", "rollback", "savepoint",
                                                      "other"};
  return kWords[static_cast<std::size_t>(kind)];
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

  void operator()(const CreateTable& create) {
    flag("if-not-exists", create.if_not_exists);
    flag("temporary", create.temporary);
    flag("unlogged", create.unlogged);
    flag("partitioned", create.partitioned);
    flag("from-query", create.from_query);
    name(create.table);
    if (create.partition_of) {
      out_ += " of";
      name(*create.partition_of);
    }
    for (const ColumnDefinition& each : create.columns) column(each);
    for (const ConstraintDefinition& each : create.constraints) constraint(each, "\n  ");
  }

  void operator()(const AlterTable& alter) {
    flag("if-exists", alter.if_exists);
    name(alter.table);
    for (const AlterTableCommand& command : alter.commands) {
      out_ += "\n  ";
      std::visit(*this, command.alteration);
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
    if (alter.conversion) expression(" using ", *alter.conversion);
  }
  void operator()(const SetDefault& set) {
    expression("set-default " + set.column + " ", set.value);
  }
  void operator()(const DropDefault& drop) { out_ += "drop-default " + drop.column; }
  void operator()(const SetNotNull& set) { out_ += "set-not-null " + set.column; }
  void operator()(const DropNotNull& drop) { out_ += "drop-not-null " + drop.column; }
  void operator()(const AddConstraint& add) { constraint(add.constraint, "add "); }
  void operator()(const DropConstraint& drop) {
    out_ += "drop-constraint " + drop.name;
    flag("if-exists", drop.if_exists);
    flag("cascade", drop.cascade);
  }
  void operator()(const ValidateConstraint& validate) { out_ += "validate " + validate.name; }
  void operator()(const OtherAlteration& other) { out_ += "other " + other.kind; }

  void operator()(const Drop& drop) {
    out_ += " " + std::string(word(drop.kind));
    flag("if-exists", drop.if_exists);
    flag("cascade", drop.cascade);
    flag("concurrently", drop.concurrently);
    for (const QualifiedName& each : drop.names) name(each);
  }

  void operator()(const CreateIndex& index) {
    flag("unique", index.unique);
    flag("concurrently", index.concurrently);
    flag("if-not-exists", index.if_not_exists);
    out_ += " " + (index.name.empty() ? "-" : index.name) + " on";
    name(index.table);
    out_ += " " + index.method;
    for (const IndexKey& key : index.keys) {
      out_ += "\n  key " + key.column;
      if (key.expression) expression("", *key.expression);
    }
    if (!index.included.empty()) out_ += "\n  include " + joined(index.included);
    if (index.condition) expression("\n  where ", *index.condition);
  }

  void operator()(const Rename& rename) {
    out_ += " " + std::string(word(rename.kind));
    flag("if-exists", rename.if_exists);
    name(rename.object);
    out_ += " " + (rename.old_name.empty() ? "-" : rename.old_name) + " to " + rename.new_name +
            " at " + covered(rename.target);
  }

  void operator()(const FillTable& fill) {
    out_ += " fill";
    name(fill.table);
  }
  void operator()(const TransactionControl& control) {
    out_ += " " + std::string(word(control.kind));
    flag("plain", control.plain);
  }
  void operator()(const Opaque&) {}
  void operator()(const Unparsed& unparsed) {
    out_ += " @" + std::to_string(unparsed.at) + " " + unparsed.message;
  }

 private:
  void flag(std::string_view what, bool set) {
    if (set) out_ += " " + std::string(what);
  }

  std::string covered(Span span) const {
    if (span.begin > span.end || span.end > text_.size()) return "‹BAD SPAN›";
    return "‹" + std::string(text_.substr(span.begin, span.end - span.begin)) + "›";
  }

  void name(const QualifiedName& name) {
    out_ += " " + (name.schema.empty() ? "" : name.schema + ".") + name.name + covered(name.span);
  }

  void expression(const std::string& before, const Expression& expression) {
    out_ += before + covered(expression.span);
    if (expression.sql !=
        std::string_view(text_).substr(expression.span.begin, expression.sql.size()))
      out_ += " SQL " + expression.sql;
    if (!expression.columns.empty()) out_ += " columns " + joined(expression.columns);
    if (!expression.functions.empty()) out_ += " calls " + joined(expression.functions);
    flag("constant", expression.constant);
  }

  void column(const ColumnDefinition& column) {
    out_ += "\n  column " + column.name + " " + compiler::dump(column.type);
    flag("not-null", column.not_null);
    flag("identity-always", column.identity == Identity::always);
    flag("identity-by-default", column.identity == Identity::by_default);
    if (column.default_value) expression(" default ", *column.default_value);
    if (column.generated) expression(" generated ", *column.generated);
    out_ += " " + covered(column.name_span) + " in " + covered(column.span);
    for (const ConstraintDefinition& each : column.constraints) constraint(each, "\n    ");
  }

  void constraint(const ConstraintDefinition& constraint, const std::string& before) {
    out_ += before + std::string(word(constraint.kind));
    if (!constraint.name.empty()) out_ += " " + constraint.name;
    if (!constraint.columns.empty()) out_ += " (" + joined(constraint.columns) + ")";
    if (constraint.expression) expression(" ", *constraint.expression);
    if (!constraint.implies_not_null.empty())
      out_ += " implies " + joined(constraint.implies_not_null);
    if (constraint.referenced_table) {
      out_ += " references";
      name(*constraint.referenced_table);
      out_ += "(" + joined(constraint.referenced_columns) + ")";
    }
    if (!constraint.using_index.empty()) out_ += " using " + constraint.using_index;
    flag("not-valid", constraint.not_valid);
    out_ += " in " + covered(constraint.span);
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
  std::string out = type.schema.empty() ? "" : type.schema + ".";
  out += type.name;
  if (!type.modifiers.empty()) out += "(" + joined(type.modifiers) + ")";
  for (std::size_t i = 0; i < type.array_dimensions; ++i) out += "[]";
  return out;
}

}  // namespace migc::compiler
