// A digest of what a file says, not of how it is laid out: it tells "only
// comments or blank space changed" from a change of meaning.
#pragma once

#include <string_view>

#include "migc/embedded.h"

namespace migc::compiler {

// Over the SQL tokens and the migc directives, each as a length and its bytes;
// unquoted words in lower case. Persisted: never change.
Digest token_digest(std::string_view text, Dialect dialect);

}  // namespace migc::compiler
