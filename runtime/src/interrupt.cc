#include "interrupt.h"

#include <csignal>

namespace migc {
namespace {

std::atomic<Cancellation*> current{nullptr};

extern "C" void migc_interrupted(int signal) {
  std::signal(signal, SIG_DFL);
  if (Cancellation* const cancellation = current.load()) cancellation->request();
}

}  // namespace

InterruptScope::InterruptScope() {
  current = &cancellation_;
  before_interrupt_ = std::signal(SIGINT, migc_interrupted);
  before_terminate_ = std::signal(SIGTERM, migc_interrupted);
}

InterruptScope::~InterruptScope() {
  std::signal(SIGINT, before_interrupt_);
  std::signal(SIGTERM, before_terminate_);
  current = nullptr;
}

}  // namespace migc
