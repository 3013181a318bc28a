#include "compiler/sql/read_statement.h"

namespace migc::compiler {
namespace {

// AS and OWNED BY are options in the tree, but not plain values.
template <class Sequence>
void read_options(const Reader& reader, const std::vector<Node>& elements, Sequence& out) {
  for (const Node& wrapped : elements) {
    const Node element = wrapped.unwrapped();
    const std::string name(element.text("defname"));
    if (name == "as") {
      out.type = reader.type_name(element["arg"].unwrapped());
    } else if (name == "owned_by") {
      out.owned_by = strings(element["arg"].unwrapped().list("items"));
    } else {
      out.options.emplace_back(name, reader.value(element["arg"], location_of(element)));
    }
  }
}

}  // namespace

CreateSequence read_create_sequence(const Reader& reader, const Node& create_seq_stmt) {
  CreateSequence out;
  const Node relation = create_seq_stmt["sequence"];
  out.sequence = reader.range_var(relation);
  out.if_not_exists = create_seq_stmt.flag("if_not_exists");
  if (relation.text("relpersistence") == "t") out.persistence = Persistence::temporary;
  if (relation.text("relpersistence") == "u") out.persistence = Persistence::unlogged;
  read_options(reader, create_seq_stmt.list("options"), out);
  return out;
}

AlterSequence read_alter_sequence(const Reader& reader, const Node& alter_seq_stmt) {
  AlterSequence out;
  out.sequence = reader.range_var(alter_seq_stmt["sequence"]);
  out.if_exists = alter_seq_stmt.flag("missing_ok");
  read_options(reader, alter_seq_stmt.list("options"), out);
  return out;
}

}  // namespace migc::compiler
