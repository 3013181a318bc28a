// A file of claims: sections of set-up and of statements whose forecast must be
// what the server does.
//
//   -- given            what the section's statements find; run in a new database
//   -- also given       the same, after all that the section before had
//   -- claims           the statements, each tried by itself and undone
//   -- held up by: SQL  before a statement: it waits for a session that did this
//   -- since: VERSION   before a statement: older servers do not know it
#pragma once

#include <string>
#include <vector>

#include "compiler/sql/statement.h"

namespace migc::testing {

struct Claim {
  compiler::Statement statement;
  std::string sql;
  std::string held_up_by;  // or empty
  int since = 0;           // the oldest server that knows it
};

struct ClaimSection {
  std::string given;
  std::vector<Claim> claims;
};

std::vector<ClaimSection> read_claims(const std::string& path);

}  // namespace migc::testing
