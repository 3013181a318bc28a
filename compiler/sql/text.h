// Pieces of SQL text that refer to objects: what survives a rename only when
// the references are known.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "compiler/base/line_index.h"

namespace migc::compiler {

// Spans are byte offsets into the canonical text of the file, unless said otherwise.

struct QualifiedName {
  std::string schema;  // empty: found through the search path
  std::string name;
  Span span;
};

enum class ReferenceKind : std::uint8_t { column, function, type, relation };

// A name inside a text, as the parser reads it.
struct Reference {
  ReferenceKind kind = ReferenceKind::column;
  std::vector<std::string> path;  // its parts: schema, table, column; "*" for a star
  Span span;                      // within the text that holds it
  bool literal = false;           // it stands in a string: nextval('s'), 's'::regclass
};

struct SqlText {
  std::string sql;  // as written
  std::vector<Reference> references;
};

// As PostgreSQL's parser names it: `integer` is pg_catalog.int4.
struct TypeName {
  std::string schema;
  std::string name;
  std::vector<std::string> modifiers;  // (10,2)
  std::size_t array_dimensions = 0;
  bool set_of = false;
  bool of_column = false;  // table.column%TYPE: schema and name hold the table and the column
  Span span;
};

struct Select;

struct Expression {
  SqlText text;
  Span span;
  std::vector<std::string> columns;    // that it refers to, unqualified
  std::vector<std::string> functions;  // that it calls, with their schema if written
  std::string index_name;              // what the server calls an index column made of it
  bool constant = false;               // neither columns nor functions nor sub-selects
  // Its sub-selects, with the references outside of them; null: it has none.
  std::shared_ptr<const Select> select;
  bool null_constant = false;  // NULL, whatever it is cast to
};

}  // namespace migc::compiler
