// Compares the model with a real server over any folder of migrations, by hand:
//
//   migc_compare_folder [--prelude FILE] FOLDER
//
// A temporary server (the programs are those of PG_BIN, or the newest of the
// system) applies the migrations in one database and what `migc schema` prints
// of them in another; pg_dump tells both apart, object by object. `FILE` is
// applied before the first migration: what the platform brings along, such as
// roles or stubs of extensions.
//
// Prints each object that differs, what the model declares uncertain with the
// reason, and a last line with the totals. Exit status: 0 all the same, 1 a
// difference, 2 nothing could be compared: the server refuses a migration (its
// statement is printed), or there is no server or no such folder.
#include <cstdio>
#include <filesystem>
#include <iterator>
#include <string>
#include <vector>

#include "compare_schemas.h"
#include "compiler/source/assemble.h"
#include "compiler/source/loader.h"

namespace migc::testing {
namespace {

constexpr int kSame = 0;
constexpr int kDifferent = 1;
constexpr int kNotCompared = 2;

int give_up(const std::string& reason) {
  std::fprintf(stderr, "migc_compare_folder: %s\n", reason.c_str());
  return kNotCompared;
}

struct Request {
  std::string folder;
  std::string prelude;
};

std::optional<Request> read_arguments(const std::vector<std::string>& arguments) {
  Request request;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--prelude" && i + 1 < arguments.size()) {
      request.prelude = arguments[++i];
    } else if (request.folder.empty() && !arguments[i].starts_with("--")) {
      request.folder = arguments[i];
    } else {
      return std::nullopt;
    }
  }
  if (request.folder.empty()) return std::nullopt;
  return request;
}

void put_first(compiler::SourceSet& set, const std::string& prelude) {
  auto assembled =
      compiler::assemble_set(std::filesystem::path(prelude).parent_path(), Dialect::postgresql,
                             {{"0_prelude.sql", read_file(prelude)}});
  auto& first = assembled.set.migrations;
  set.migrations.insert(set.migrations.begin(), std::move_iterator(first.begin()),
                        std::move_iterator(first.end()));
}

int report(const Verdict& verdict, std::size_t migrations) {
  std::fputs(describe(verdict).c_str(), stdout);
  if (verdict.history) return kNotCompared;
  for (const Uncertain& uncertain : verdict.uncertain)
    std::printf("uncertain: %s: %s\n", uncertain.object.c_str(), uncertain.reason.c_str());
  std::printf("%zu migrations, %zu objects, %zu differ, %zu statements refused, %zu uncertain\n",
              migrations, verdict.objects, verdict.differences.size(), verdict.schema.size(),
              verdict.uncertain.size());
  return verdict.same() ? kSame : kDifferent;
}

int run(const std::vector<std::string>& arguments) {
  const auto request = read_arguments(arguments);
  if (!request) return give_up("usage: migc_compare_folder [--prelude FILE] FOLDER");
  auto loaded = compiler::load_folder(request->folder, Dialect::postgresql);
  if (!loaded) return give_up(loaded.error().message);
  compiler::SourceSet& set = loaded.value().set;
  if (set.migrations.empty()) return give_up("no migrations in " + request->folder);
  if (!request->prelude.empty()) put_first(set, request->prelude);
  std::string why_not;
  const auto server = PostgresServer::start(why_not);
  if (!server) return give_up(why_not);
  return report(compare_schemas(*server, set), set.migrations.size());
}

}  // namespace
}  // namespace migc::testing

int main(int argc, char** argv) {
  try {
    return migc::testing::run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "migc_compare_folder: %s\n", error.what());
    return 2;
  }
}
