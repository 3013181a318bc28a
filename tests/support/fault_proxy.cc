#include "fault_proxy.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <mutex>
#include <system_error>
#include <vector>

namespace migc::testing {
namespace {

constexpr const char* kSocketName = ".s.PGSQL.5432";
constexpr std::size_t kLength = 4;

class Socket {
 public:
  explicit Socket(int file) : file_(file) {}
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  ~Socket() { close(file_); }
  int file() const { return file_; }

 private:
  int file_;
};

sockaddr_un address_of(const std::string& folder) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  (folder + "/" + kSocketName).copy(address.sun_path, sizeof(address.sun_path) - 1);
  return address;
}

int listen_at(const std::string& folder) {
  const int file = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_un address = address_of(folder);
  const auto* const plain = reinterpret_cast<const sockaddr*>(&address);
  if (file < 0 || bind(file, plain, sizeof(address)) != 0 || listen(file, 128) != 0) {
    throw std::system_error(errno, std::generic_category(), folder);
  }
  return file;
}

// Nothing when the server is down: then the client is hung up on.
int connect_to(const std::string& folder) {
  const int file = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_un address = address_of(folder);
  if (connect(file, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0) return file;
  close(file);
  return -1;
}

bool send_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(file, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

// Cuts a stream into messages: a type and a length that counts itself, but the
// client's first one has no type.
class Messages {
 public:
  explicit Messages(bool starts_without_type) : untyped_(starts_without_type) {}

  void add(std::string_view bytes) { bytes_ += bytes; }

  // The next whole message, or an empty text.
  std::string next() {
    const std::size_t head = (untyped_ ? 0 : 1) + kLength;
    if (bytes_.size() < head) return {};
    std::size_t length = 0;
    for (std::size_t i = head - kLength; i < head; ++i) {
      length = length << 8U | static_cast<unsigned char>(bytes_[i]);
    }
    const std::size_t whole = head - kLength + length;
    if (bytes_.size() < whole) return {};
    std::string message = bytes_.substr(0, whole);
    bytes_.erase(0, whole);
    untyped_ = false;
    return message;
  }

 private:
  std::string bytes_;
  bool untyped_;
};

}  // namespace

// One client's connection and ours to the server for it.
class FaultProxy::Link {
 public:
  Link(int client, int server) : client_(client), server_(server) {}

  int client() const { return client_.file(); }
  int server() const { return server_.file(); }

  // What has arrived, as whole messages; false at the end of the stream.
  bool read(bool from_client, std::vector<std::string>& messages) {
    std::array<char, 65536> buffer{};
    const int file = from_client ? client() : server();
    const ssize_t size = recv(file, buffer.data(), buffer.size(), 0);
    if (size <= 0) return false;
    Messages& stream = from_client ? up_ : down_;
    stream.add({buffer.data(), static_cast<std::size_t>(size)});
    for (std::string message = stream.next(); !message.empty(); message = stream.next()) {
      messages.push_back(std::move(message));
    }
    return true;
  }

  bool pass(bool from_client, std::string_view message) const {
    return send_all(from_client ? server() : client(), message);
  }

 private:
  Socket client_, server_;
  Messages up_{true}, down_{false};
};

FaultProxy::FaultProxy(const std::filesystem::path& server)
    : directory_("proxy"), server_(server), listener_(listen_at(directory_.path())) {
  if (pipe(wake_) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  thread_ = std::thread([this] { serve(); });
}

FaultProxy::~FaultProxy() {
  close(wake_[1]);
  thread_.join();
  close(wake_[0]);
  close(listener_);
}

void FaultProxy::strike_at(FaultPoint point, std::function<void()> first) {
  const std::lock_guard lock(mutex_);
  point_ = point;
  query_.clear();
  first_ = std::move(first);
  struck_ = false;
  messages_ = 0;
}

void FaultProxy::strike_at(std::string_view query, bool passed_on, int times) {
  const std::lock_guard lock(mutex_);
  point_ = {0, passed_on};
  query_ = query;
  times_ = times;
  first_ = {};
  struck_ = false;
}

void FaultProxy::refuse_later() {
  const std::lock_guard lock(mutex_);
  refuses_ = true;
}

// The thread: it alone touches the links.
void FaultProxy::serve() {
  for (;;) {
    std::vector<pollfd> files{{wake_[0], POLLIN, 0}, {listener_, POLLIN, 0}};
    for (const auto& link : links_) {
      files.push_back({link->client(), POLLIN, 0});
      files.push_back({link->server(), POLLIN, 0});
    }
    if (poll(files.data(), files.size(), -1) < 0) continue;
    if (files[0].revents != 0) return;
    forward_all();
    if (files[1].revents != 0) accept_one();
  }
}

void FaultProxy::accept_one() {
  const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
  if (client < 0) return;
  const std::lock_guard lock(mutex_);
  const int server = refuses_ && struck_ ? -1 : connect_to(server_);
  if (server >= 0) {
    links_.push_back(std::make_unique<Link>(client, server));
  } else {
    close(client);
  }
}

bool FaultProxy::strikes(std::string_view message, bool from_client) {
  const std::size_t number = ++messages_;
  if (struck_) return false;
  if (query_.empty()) return number == point_.message;
  return from_client && message.size() > 1 + kLength && message.front() == 'Q' &&
         message.substr(1 + kLength, query_.size()) == query_ && --times_ == 0;
}

void FaultProxy::strike() {
  if (first_) first_();
  links_.clear();
  struck_ = true;
}

void FaultProxy::forward_all() {
  const std::lock_guard lock(mutex_);
  for (auto link = links_.begin(); link != links_.end();) {
    bool open = true;
    for (const bool from_client : {true, false}) {
      pollfd file{from_client ? (*link)->client() : (*link)->server(), POLLIN, 0};
      if (!open || poll(&file, 1, 0) <= 0) continue;
      std::vector<std::string> messages;
      open = (*link)->read(from_client, messages);
      for (const std::string& message : messages) {
        const bool now = strikes(message, from_client);
        if (!now || point_.passed_on) open = (*link)->pass(from_client, message) && open;
        if (now) return strike();
      }
    }
    link = open ? std::next(link) : links_.erase(link);
  }
}

}  // namespace migc::testing
