#include "postgres_server.h"

#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <utility>

#include "eventually.h"

namespace migc::testing {
namespace {

std::filesystem::path find_programs() {
  if (const char* const chosen = std::getenv("PG_BIN")) return chosen;
  std::filesystem::path newest;
  int newest_version = 0;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator("/usr/lib/postgresql", none)) {
    const int version = std::atoi(entry.path().filename().c_str());
    if (version <= newest_version || !exists(entry.path() / "bin" / "initdb")) continue;
    newest = entry.path() / "bin";
    newest_version = version;
  }
  return newest;
}

// In memory when there is room: a database is a thousand small files.
std::filesystem::path data_folder() {
  constexpr std::uintmax_t enough = std::uintmax_t{1} << 30U;
  const std::filesystem::path memory = "/dev/shm";
  std::error_code none;
  const auto space = std::filesystem::space(memory, none);
  const bool roomy = !none && space.available >= enough && access(memory.c_str(), W_OK) == 0;
  return roomy ? memory : std::filesystem::temp_directory_path();
}

// The server refuses to run as root.
const passwd* unprivileged_user() {
  if (geteuid() != 0) return nullptr;
  for (const char* const name : {"postgres", "nobody"}) {
    if (const passwd* const user = getpwnam(name)) return user;
  }
  return nullptr;
}

}  // namespace

PostgresServer::PostgresServer(std::filesystem::path programs)
    : programs_(std::move(programs)), directory_("postgres", data_folder()) {
  if (const passwd* const user = unprivileged_user()) {
    [[maybe_unused]] const int ignored =
        chown(directory_.path().c_str(), user->pw_uid, user->pw_gid);
  }
}

PostgresServer::~PostgresServer() {
  pooler_.reset();
  if (!process_) return;
  process_->signal(SIGINT);  // fast shutdown
  process_->wait();
}

std::unique_ptr<PostgresServer> PostgresServer::start(std::string& why_not) {
  const std::filesystem::path programs = find_programs();
  if (programs.empty()) {
    why_not = "no PostgreSQL server found: install postgresql or set PG_BIN";
    return nullptr;
  }
  std::unique_ptr<PostgresServer> server(new PostgresServer(programs));
  if (!server->initialise(why_not) || !server->launch(why_not)) return nullptr;
  return server;
}

Command PostgresServer::command(const std::string& program) const {
  Command command{.arguments = {programs_ / program, "-D", directory_.path() / "data"},
                  .output = directory_.path() / (program + ".log"),
                  .death_signal = SIGQUIT};  // the server's immediate shutdown
  if (const passwd* const user = unprivileged_user()) {
    command.user = user->pw_uid;
    command.group = user->pw_gid;
  }
  return command;
}

bool PostgresServer::initialise(std::string& why_not) {
  Command initdb = command("initdb");
  for (const char* const argument :
       {"-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"}) {
    initdb.arguments.emplace_back(argument);
  }
  const Ended ended = Process::start(initdb).wait();
  if (ended.status != 0) why_not = "no PostgreSQL server: initdb failed: " + ended.output;
  return ended.status == 0;
}

bool PostgresServer::launch(std::string& why_not) {
  Command postgres = command("postgres");
  postgres.arguments.insert(postgres.arguments.end(), {"-k", directory_.path()});
  for (const char* const setting :
       {"listen_addresses=", "fsync=off", "full_page_writes=off", "synchronous_commit=off",
        "autovacuum=off", "max_connections=60", "log_line_prefix=%a|", "log_statement=none"}) {
    postgres.arguments.insert(postgres.arguments.end(), {"-c", setting});
  }
  process_.emplace(Process::start(postgres));
  const std::string conninfo = this->conninfo("postgres");
  const bool up =
      eventually([&] { return PQping(conninfo.c_str()) == PQPING_OK || !process_->running(); });
  if (up && process_->running()) return true;
  why_not = "no PostgreSQL server: it did not start: " + log();
  return false;
}

bool PostgresServer::crash_and_restart(std::string& why_not) {
  process_->signal(SIGQUIT);  // immediate shutdown
  process_->wait();
  return launch(why_not);
}

bool PostgresServer::restart_as_standby(std::string& why_not) {
  process_->signal(SIGINT);
  process_->wait();
  std::ofstream(directory_.path() / "data" / "standby.signal").flush();
  return launch(why_not);
}

bool PostgresServer::start_pooler(std::string& why_not) {
  const std::filesystem::path program = "/usr/sbin/pgbouncer";
  if (!exists(program)) {
    why_not = "no PostgreSQL server behind a pooler: install pgbouncer";
    return false;
  }
  const std::string folder = directory_.path();
  std::ofstream(folder + "/users.txt")
      << "\"postgres\" \"\"\n\"hurried\" \"\"\n\"restless\" \"\"\n";
  std::ofstream(folder + "/pgbouncer.ini")
      << "[databases]\n* = host=" << folder << "\n[pgbouncer]\npool_mode = transaction\n"
      << "unix_socket_dir = " << folder << "\nlisten_port = 6432\nauth_type = trust\n"
      << "auth_file = " << folder << "/users.txt\nmax_client_conn = 500\n";
  Command pgbouncer = command("pgbouncer");
  pgbouncer.arguments = {program, folder + "/pgbouncer.ini"};
  pooler_.emplace(Process::start(pgbouncer));
  const std::string conninfo = pooled_conninfo("postgres");
  const bool up =
      eventually([&] { return PQping(conninfo.c_str()) == PQPING_OK || !pooler_->running(); });
  if (up && pooler_->running()) return true;
  why_not = "no PostgreSQL server behind a pooler: " + read_file(folder + "/pgbouncer.log");
  return false;
}

std::string PostgresServer::pooled_conninfo(const std::string& database,
                                            const std::string& user) const {
  return conninfo(database, user) + " port=6432";
}

std::string PostgresServer::conninfo(const std::string& database, const std::string& user) const {
  return "host=" + directory_.path().string() + " user=" + user + " dbname=" + database;
}

std::string PostgresServer::log() const {
  return read_file(directory_.path() / "postgres.log");
}

}  // namespace migc::testing
