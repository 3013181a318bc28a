// The verbs. Each prints what it has to say and returns the exit status.
#pragma once

#include "runner/call.h"

namespace migc::runner {

// Reading.
int status(Call& call);
int plan(Call& call);
int verify(Call& call);
int history(Call& call);
int drift(Call& call);
int wait(Call& call);
int manifest(Call& call);

// Changing.
int apply(Call& call);
int rollback(Call& call);
int redo(Call& call);
int reset(Call& call);
int baseline(Call& call);
int repair(Call& call);

}  // namespace migc::runner
