#include "compiler/base/large_stack.h"

#include <pthread.h>

#include <exception>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define MIGC_LARGE_FRAMES
#endif
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define MIGC_LARGE_FRAMES
#endif

namespace migc::compiler {
namespace {

// Only what is used of it becomes memory. A sanitizer makes frames several times as large.
#ifdef MIGC_LARGE_FRAMES
constexpr std::size_t kBytes = std::size_t{2} << 30U;
#else
constexpr std::size_t kBytes = std::size_t{256} << 20U;
#endif

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
