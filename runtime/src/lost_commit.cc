#include "lost_commit.h"

namespace migc {

Error lost_again() {
  return Error{.code = ErrorCode::connection,
               .retryable = true,
               .message = "the connection was lost during COMMIT, time and again"};
}

}  // namespace migc
