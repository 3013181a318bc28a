// Room for what recurses as deeply as its input nests.
#pragma once

#include <functional>

namespace migc::compiler {

// Runs `work` on a thread whose stack takes two million small frames, waits for
// it, and passes its exception on. On the caller's own stack where the system
// gives no such thread. Costs some ten microseconds.
void on_large_stack(const std::function<void()>& work);

}  // namespace migc::compiler
