#include "runner/call.h"

#include <cstdio>

#include "json_report.h"
#include "migc/runner.h"
#include "text.h"

namespace migc::runner {

void print(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

void print_line(std::string_view line) {
  print(concat(line, "\n"));
  std::fflush(stdout);
}

void complain(std::string_view line) {
  const std::string text = concat(line, "\n");
  std::fwrite(text.data(), 1, text.size(), stderr);
}

int report(const Call& call, const Error& error) {
  if (call.json) {
    print_line(error_json(call.set, error));
  } else {
    complain(describe(error));
  }
  return exit_status(error);
}

int misused(const Call& call, std::string_view complaint) {
  return report(call, Error{.code = ErrorCode::usage,
                            .message = std::string(complaint),
                            .help = concat("usage: PROGRAM ", call.arguments.syntax().usage)});
}

}  // namespace migc::runner
