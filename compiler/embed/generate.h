// SourceSet -> the C++ that a program compiles in: a header that declares an
// accessor, and a source of constant data.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/failure.h"
#include "compiler/lint/migration.h"
#include "compiler/source/source_set.h"
#include "migc/embedded.h"

namespace migc::compiler {

struct Embedding {
  std::string name;         // of the set, as the ledger and the lock key know it
  std::string symbol;       // of the accessor function
  std::string header_name;  // as the source includes it
};

struct GeneratedCode {
  std::string header;
  std::string source;
};

// A C++ identifier, with or without namespaces before it, none of it a keyword
// or reserved; a set name is printable and at most 63 bytes.
Result<void> validate(const Embedding& embedding);

// What was found out about a migration beyond its text.
struct MigrationFacts {
  bool locked = false;
  std::vector<LockClass> lock_classes{};  // of its statements; empty: all are unknown
};

// Deterministic: the same set gives the same bytes, on every machine. `facts`
// has one entry per migration. Requires: a set without errors, and a valid
// embedding.
GeneratedCode generate(const Embedding& embedding, const SourceSet& set,
                       const std::vector<ParsedMigration>& migrations,
                       const std::vector<MigrationFacts>& facts);

}  // namespace migc::compiler
