#include "compiler/embed/generate.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <filesystem>
#include <iterator>

#include "compiler/base/dialect.h"
#include "compiler/base/utf8.h"
#include "compiler/embed/keywords.h"
#include "compiler/embed/literal.h"
#include "compiler/embed/lock_class.h"
#include "compiler/embed/probe.h"

namespace migc::compiler {
namespace {

template <class... Arguments>
void print(std::string& out, fmt::format_string<Arguments...> format, Arguments&&... arguments) {
  fmt::format_to(std::back_inserter(out), format, std::forward<Arguments>(arguments)...);
}

// The namespaces before the accessor's own name, "app::db" of "app::db::schema".
std::string_view namespace_of(std::string_view symbol) {
  const auto end = symbol.rfind("::");
  return end == std::string_view::npos ? std::string_view() : symbol.substr(0, end);
}

std::string_view function_of(std::string_view symbol) {
  const auto end = symbol.rfind("::");
  return end == std::string_view::npos ? symbol : symbol.substr(end + 2);
}

std::string in_namespace(std::string_view symbol, std::string_view content) {
  const std::string_view name = namespace_of(symbol);
  if (name.empty()) return std::string(content);
  return fmt::format("namespace {} {{\n\n{}\n}}  // namespace {}\n", name, content, name);
}

// A name of its own for the data, so that a unity build can hold two sets.
std::string data_namespace(std::string_view symbol) {
  std::string out = "migc_data_";
  for (const char c : symbol) out += c == ':' ? '_' : c;
  return out;
}

// The same on every machine: the folder's own name, then the file's.
std::string shown_file(const SourceSet& set, const SourceFile& file) {
  const auto folder = std::filesystem::path(set.folder).lexically_normal();
  const auto name = folder.has_filename() ? folder.filename() : folder.parent_path().filename();
  return name.empty() || name == "." ? file.name : (name / file.name).generic_string();
}

std::size_t executable_count(const Script& script) {
  std::size_t count = 0;
  for (const Statement& statement : script.statements) count += statement.number != 0 ? 1 : 0;
  return count;
}

bool sets_session(const Statement& statement) {
  const auto* const variable = as<SetVariable>(statement);
  return variable != nullptr && !variable->local && variable->name != "TRANSACTION";
}

// The last members of a migc::Statement, where they are not the default.
std::string to_rest(const Statement& statement, LockClass locks) {
  const std::string first = fmt::format(", {}", to_initializer(locks));
  if (!statement.transactional)
    return fmt::format("{}, false,\n     {}", first, to_initializer(statement.probe));
  if (sets_session(statement)) return first + ", true";
  return locks == LockClass::unknown ? "" : first;
}

void print_statements(std::string& out, std::string_view name, const SourceFile& file,
                      const Script& script, const std::vector<LockClass>& lock_classes) {
  if (executable_count(script) == 0) return;
  print(out, "constexpr migc::Statement {}[] = {{\n", name);
  const LineIndex lines(file.text);
  for (std::size_t i = 0; i < script.statements.size(); ++i) {
    const Statement& statement = script.statements[i];
    if (statement.number == 0) continue;
    const LockClass locks = lock_classes.empty() ? LockClass::unknown : lock_classes[i];
    const LineColumn place = lines.position(statement.span.begin);
    const std::string_view sql = std::string_view(file.text).substr(
        statement.span.begin, statement.span.end - statement.span.begin);
    print(out, "    {{{},\n     {}, {}, {}{}}},\n", to_literal(sql, "     "), place.line,
          place.column, statement.transactional, to_rest(statement, locks));
  }
  out += "};\n";
}

std::int64_t milliseconds(const std::optional<std::chrono::milliseconds>& timeout) {
  return timeout ? timeout->count() : 0;
}

std::string span_name(const Script& script, std::string_view name) {
  return executable_count(script) == 0 ? "{}" : std::string(name);
}

void print_migration(std::string& out, const SourceSet& set, const ParsedMigration& migration,
                     std::size_t index, bool locked) {
  const SourceMigration& source = *migration.source;
  const Directives& directives = source.up.directives;
  const std::string down =
      migration.down ? span_name(*migration.down, fmt::format("kDown{}", index)) : "{}";
  print(out, "    {{{}, {},\n     {},\n", to_literal(source.version, ""),
        to_literal(source.name, ""), to_literal(shown_file(set, source.up), ""));
  print(out, "     {},\n     {},\n     {},\n", to_initializer(source.up.digest),
        to_initializer(source.chain), to_initializer(source.up.tokens));
  print(out, "     {}, {}, {}, {}, {},\n     {}, {}, {},\n     {}, {}}},\n",
        migration.up.transactional, locked, directives.irreversible,
        milliseconds(directives.lock_timeout), milliseconds(directives.statement_timeout),
        span_name(migration.up, fmt::format("kUp{}", index)), down,
        !migration.down || migration.down->transactional,
        source.down ? to_literal(shown_file(set, *source.down), "") : "{}",
        source.down ? to_initializer(source.down->digest) : "{}");
}

std::string generate_header(const Embedding& embedding) {
  const std::string declaration = fmt::format(
      "// The migrations that were compiled into this program.\n"
      "const ::migc::MigrationSet& {}() noexcept;\n",
      function_of(embedding.symbol));
  return "// Generated by migc. Do not edit.\n#pragma once\n\n#include <migc/embedded.h>\n\n" +
         in_namespace(embedding.symbol, declaration);
}

// The name becomes that of a header, which is included in quotes.
bool is_file_name(const std::string& name) {
  return !name.empty() && name.size() <= 63 && name != "." && name != ".." &&
         printable(name) == name && name.find_first_of("/\\\"\t") == std::string::npos;
}

}  // namespace

Result<void> validate(const Embedding& embedding) {
  static constexpr char kPart[] = "[A-Za-z_][A-Za-z0-9_]*";
  const RE2 symbol(fmt::format("^{0}(::{0})*$", kPart));
  if (!RE2::FullMatch(embedding.symbol, symbol) || has_reserved_part(embedding.symbol))
    return Failure{
        fmt::format("\"{}\" cannot be the name of a C++ function", printable(embedding.symbol)),
        "give add_migrations() a SYMBOL of letters, digits and underscores"};
  if (!is_file_name(embedding.name))
    return Failure{fmt::format("\"{}\" cannot be the name of a set", printable(embedding.name)),
                   "a set's name has 1 to 63 bytes, all of them printable, and none of / \\ \""};
  return {};
}

GeneratedCode generate(const Embedding& embedding, const SourceSet& set,
                       const std::vector<ParsedMigration>& migrations,
                       const std::vector<MigrationFacts>& facts) {
  std::string out;
  print(out, "// Generated by migc. Do not edit.\n#include {}\n\n",
        "\"" + embedding.header_name + "\"");
  print(out, "namespace {} {{\nnamespace {{\n\n", data_namespace(embedding.symbol));
  print(out,
        "static_assert(migc::kEmbeddedFormat == {}, \"the compiler and the headers of migc are "
        "of different releases\");\n\n",
        kEmbeddedFormat);
  for (std::size_t i = 0; i < migrations.size(); ++i) {
    print_statements(out, fmt::format("kUp{}", i), migrations[i].source->up, migrations[i].up,
                     facts[i].lock_classes);
    if (migrations[i].down)
      print_statements(out, fmt::format("kDown{}", i), *migrations[i].source->down,
                       *migrations[i].down, {});
  }
  if (!migrations.empty()) {
    out += "\nconstexpr migc::Migration kMigrations[] = {\n";
    for (std::size_t i = 0; i < migrations.size(); ++i)
      print_migration(out, set, migrations[i], i, facts[i].locked);
    out += "};\n";
  }
  print(out,
        "\nconstexpr migc::MigrationSet kSet = {{\n    migc::kEmbeddedFormat, migc::Dialect::{}, "
        "{}, {}}};\n",
        name_of(set.dialect), to_literal(embedding.name, ""),
        migrations.empty() ? "{}" : "kMigrations");
  print(out, "\n}}  // namespace\n}}  // namespace {}\n\n", data_namespace(embedding.symbol));
  const std::string accessor =
      fmt::format("const ::migc::MigrationSet& {}() noexcept {{ return ::{}::kSet; }}\n",
                  function_of(embedding.symbol), data_namespace(embedding.symbol));
  return {generate_header(embedding), out + in_namespace(embedding.symbol, accessor)};
}

}  // namespace migc::compiler
