#include "compiler/sqlite/read_statement.h"

#include <algorithm>
#include <string>
#include <vector>

#include "compiler/base/ascii.h"
#include "compiler/source/tokens.h"

namespace migc::compiler {
namespace {

// Reads forward over the tokens; every member tolerates the end.
class Cursor {
 public:
  Cursor(std::string_view sql, std::size_t offset) : sql_(sql), offset_(offset) {
    for (const Token& token : tokenize(sql, Dialect::sqlite))
      if (!token.is_comment()) tokens_.push_back(token);
  }

  bool at_end() const { return at_ >= tokens_.size(); }
  bool is(std::string_view keyword) const {
    return !at_end() && is_word(tokens_[at_], sql_, keyword);
  }
  bool is_punctuation(std::string_view mark) const {
    return !at_end() && is_symbol(tokens_[at_], sql_, mark);
  }
  void skip() { ++at_; }
  bool take(std::string_view keyword) {
    if (!is(keyword)) return false;
    skip();
    return true;
  }
  bool take_if_exists() { return take("if") && (take("not"), take("exists")); }

  Span here() const {
    if (at_end()) return {offset_ + sql_.size(), offset_ + sql_.size()};
    return {offset_ + tokens_[at_].begin, offset_ + tokens_[at_].end};
  }
  Span until_end(Span from) const {
    return {from.begin, tokens_.empty() ? from.end : offset_ + tokens_.back().end};
  }

  // Names compare without regard to case in SQLite, so they are kept in lower case.
  std::string name() {
    if (at_end()) return {};
    std::string text(tokens_[at_].text(sql_));
    const bool quoted =
        tokens_[at_].kind == TokenKind::quoted_name || tokens_[at_].kind == TokenKind::string;
    if (quoted && text.size() >= 2) text = text.substr(1, text.size() - 2);
    skip();
    return lower(text);
  }

  QualifiedName qualified_name() {
    QualifiedName out{"", "", here()};
    out.name = name();
    while (is_punctuation(".")) {
      skip();
      out.schema = out.name;
      out.span.end = here().end;
      out.name = name();
    }
    if (out.schema == "main") out.schema.clear();
    return out;
  }

  // Whether two keywords follow each other somewhere ahead, outside parentheses.
  bool has_ahead(std::string_view first, std::string_view second) const {
    std::size_t depth = 0;
    for (std::size_t i = at_; i < tokens_.size(); ++i) {
      if (is_symbol(tokens_[i], sql_, "(")) ++depth;
      if (is_symbol(tokens_[i], sql_, ")") && depth > 0) --depth;
      if (depth != 0 || !is_word(tokens_[i], sql_, first)) continue;
      if (second.empty() || (i + 1 < tokens_.size() && is_word(tokens_[i + 1], sql_, second)))
        return true;
    }
    return false;
  }

 private:
  std::string_view sql_;
  std::size_t offset_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

StatementBody read_create(Cursor& cursor) {
  CreateTable table;
  if (cursor.take("temp") || cursor.take("temporary")) table.persistence = Persistence::temporary;
  CreateIndex index;
  index.unique = cursor.take("unique");
  if (cursor.take("index")) {
    index.if_not_exists = cursor.take_if_exists();
    index.name = cursor.qualified_name().name;
    cursor.take("on");
    index.table = cursor.qualified_name();
    return index;
  }
  if (!cursor.take("table")) return Opaque{};
  table.if_not_exists = cursor.take_if_exists();
  table.table = cursor.qualified_name();
  if (cursor.is("as")) table.query = Query{};
  return table;
}

ColumnDefinition read_added_column(Cursor& cursor) {
  ColumnDefinition column;
  column.name_span = cursor.here();
  column.span = cursor.until_end(column.name_span);
  column.name = cursor.name();
  column.not_null = cursor.has_ahead("not", "null");
  if (cursor.has_ahead("default", "")) column.default_value = Expression{};
  if (cursor.has_ahead("as", "") || cursor.has_ahead("generated", ""))
    column.generated = Expression{};
  return column;
}

StatementBody read_rename(Cursor& cursor, const QualifiedName& table) {
  Rename rename;
  rename.object.name = table;
  if (cursor.take("to")) {
    rename.object.kind = ObjectKind::table;
    rename.target = table.span;
    rename.new_name = cursor.name();
    return rename;
  }
  cursor.take("column");
  rename.object.kind = ObjectKind::column;
  rename.target = cursor.here();
  rename.object.part = cursor.name();
  cursor.take("to");
  rename.new_name = cursor.name();
  return rename;
}

StatementBody read_alter(Cursor& cursor) {
  if (!cursor.take("table")) return Opaque{};
  AlterTable alter;
  alter.table = cursor.qualified_name();
  if (cursor.take("rename")) return read_rename(cursor, alter.table);
  AlterTableCommand command;
  command.span = cursor.until_end(cursor.here());
  if (cursor.take("add")) {
    cursor.take("column");
    command.target = cursor.here();
    command.alteration = AddColumn{read_added_column(cursor), false};
  } else if (cursor.take("drop")) {
    cursor.take("column");
    command.target = cursor.here();
    command.alteration = DropColumn{cursor.name(), false, false};
  } else {
    return Opaque{};
  }
  alter.commands.push_back(std::move(command));
  return alter;
}

StatementBody read_drop(Cursor& cursor) {
  Drop drop;
  if (cursor.take("table")) {
    drop.kind = ObjectKind::table;
  } else if (cursor.take("index")) {
    drop.kind = ObjectKind::index;
  } else if (cursor.take("view")) {
    drop.kind = ObjectKind::view;
  } else {
    return Opaque{};
  }
  drop.if_exists = cursor.take_if_exists();
  drop.objects.push_back({drop.kind, cursor.qualified_name(), "", std::nullopt});
  return drop;
}

StatementBody read_transaction_control(Cursor& cursor) {
  TransactionControl control;
  if (cursor.take("begin")) {
    control.kind = TransactionControlKind::begin;
  } else if (cursor.take("commit") || cursor.take("end")) {
    control.kind = TransactionControlKind::commit;
  } else if (cursor.take("rollback")) {
    control.kind = TransactionControlKind::rollback;
  } else {
    control.kind = TransactionControlKind::savepoint;
    return control;
  }
  while (cursor.take("transaction") || cursor.take("deferred") || cursor.take("immediate") ||
         cursor.take("exclusive")) {
  }
  control.plain = cursor.at_end();
  return control;
}

// What stands after FROM and JOIN, anywhere in the rest of the statement.
std::vector<QualifiedName> read_sources(Cursor& cursor) {
  std::vector<QualifiedName> out;
  while (!cursor.at_end()) {
    const bool source = cursor.take("from") || cursor.take("join");
    if (source && !cursor.is_punctuation("("))
      out.push_back(cursor.qualified_name());
    else
      cursor.skip();
  }
  return out;
}

StatementBody read_body(Cursor& cursor) {
  if (cursor.take("create")) return read_create(cursor);
  if (cursor.take("alter")) return read_alter(cursor);
  if (cursor.take("drop")) return read_drop(cursor);
  if (cursor.is("begin") || cursor.is("commit") || cursor.is("end") || cursor.is("rollback") ||
      cursor.is("savepoint") || cursor.is("release"))
    return read_transaction_control(cursor);
  if (cursor.is("insert") || cursor.is("replace")) {
    while (!cursor.at_end() && !cursor.is("into")) cursor.skip();
    cursor.take("into");
    ChangeRows change;
    change.tables.push_back(cursor.qualified_name());
    change.reads = read_sources(cursor);
    return change;
  }
  return Opaque{};
}

// "alter-table", "create-trigger", "pragma".
std::string kind_of(std::string_view sql) {
  Cursor cursor(sql, 0);
  std::string kind = cursor.name();
  if (kind != "create" && kind != "alter" && kind != "drop") return kind;
  while (cursor.take("temp") || cursor.take("temporary") || cursor.take("unique") ||
         cursor.take("virtual")) {
  }
  return kind + "-" + cursor.name();
}

bool is_transactional(std::string_view sql) {
  Cursor cursor(sql, 0);
  if (cursor.is("vacuum") || cursor.is("attach") || cursor.is("detach")) return false;
  if (!cursor.take("pragma")) return true;
  const std::string name = cursor.qualified_name().name;
  return name != "journal_mode" && name != "foreign_keys" && name != "synchronous";
}

}  // namespace

Statement read_sqlite_statement(std::string_view sql, std::size_t offset) {
  Statement out;
  Cursor cursor(sql, offset);
  out.span = {offset, offset + sql.size()};
  out.kind = kind_of(sql);
  out.transactional = is_transactional(sql);
  out.body = read_body(cursor);
  return out;
}

}  // namespace migc::compiler
