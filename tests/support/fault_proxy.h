// A man in the middle between programs and a PostgreSQL server, who counts the
// messages of the protocol in both directions and strikes at a chosen one.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "process.h"

namespace migc::testing {

// Where a fault comes: as the n-th message from now, counted from 1 over all
// connections and both directions, has arrived; it is then passed on or not.
struct FaultPoint {
  std::size_t message = 0;
  bool passed_on = false;
};

class FaultProxy {
 public:
  // `server` is the folder of the server's socket.
  explicit FaultProxy(const std::filesystem::path& server);
  FaultProxy(const FaultProxy&) = delete;
  FaultProxy& operator=(const FaultProxy&) = delete;
  ~FaultProxy();

  // The folder of the socket that it listens at: the host for libpq.
  std::string host() const { return directory_.path(); }

  // Every connection is cut at that point, after `first` was called. Later
  // connections are left alone. Counting starts anew.
  void strike_at(FaultPoint point, std::function<void()> first = {});
  // Strikes at the n-th simple query of a client's that begins with this text.
  void strike_at(std::string_view query, bool passed_on, int times = 1);

  // Takes no connection any more once it has struck.
  void refuse_later();

  bool struck() const { return struck_; }
  std::size_t messages() const { return messages_; }  // so far

 private:
  class Link;
  void serve();
  void accept_one();
  void forward_all();
  bool strikes(std::string_view message, bool from_client);
  void strike();

  TemporaryDirectory directory_;
  std::string server_;
  int listener_ = -1;
  int wake_[2] = {-1, -1};
  std::mutex mutex_;  // of what follows, but for the atomics
  FaultPoint point_;
  std::string query_;
  int times_ = 0;
  bool refuses_ = false;
  std::function<void()> first_;
  std::atomic<bool> struck_{false};
  std::atomic<std::size_t> messages_{0};
  std::list<std::unique_ptr<Link>> links_;  // of the thread
  std::thread thread_;
};

}  // namespace migc::testing
