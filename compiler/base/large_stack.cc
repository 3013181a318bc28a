#include "compiler/base/large_stack.h"

#include <pthread.h>

#include <exception>

namespace migc::compiler {
namespace {

// Only what is used of it becomes memory.
constexpr std::size_t kBytes = std::size_t{256} << 20U;

struct Task {
  const std::function<void()>& work;
  std::exception_ptr thrown = nullptr;
};

void* run(void* argument) {
  Task& task = *static_cast<Task*>(argument);
  try {
    task.work();
  } catch (...) {
    task.thrown = std::current_exception();
  }
  return nullptr;
}

bool run_on_thread(Task& task) {
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return false;
  pthread_t thread{};
  const bool started = pthread_attr_setstacksize(&attributes, kBytes) == 0 &&
                       pthread_create(&thread, &attributes, run, &task) == 0;
  pthread_attr_destroy(&attributes);
  return started && pthread_join(thread, nullptr) == 0;
}

}  // namespace

void on_large_stack(const std::function<void()>& work) {
  Task task{work};
  if (!run_on_thread(task)) work();
  if (task.thrown) std::rethrow_exception(task.thrown);
}

}  // namespace migc::compiler
