// Text of a lockfile -> Lockfile.
#pragma once

#include <string_view>

#include "compiler/lock/lockfile.h"
#include "compiler/report/finding.h"
#include "migc/result.h"

namespace migc::compiler {

// The first problem is the only one reported: the remedy is to restore the
// file, not to mend line after line. `text` must be canonical (base/text.h);
// any bytes are accepted as input. Linear in the size of the text.
//
// The format is strict: no blank lines, no comments but the first line, no
// blank space at the end of a line. So to_text(parse(text)) is `text`, and
// LockedMigration::line is right.
migc::Result<Lockfile, Finding> parse_lockfile(std::string_view text, std::string_view path);

}  // namespace migc::compiler
