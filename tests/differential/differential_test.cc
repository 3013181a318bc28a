// Every case of a file: the model's schema and the server's are the same.
#include <algorithm>
#include <atomic>
#include <thread>

#include "case_list.h"
#include "compare_schemas.h"
#include "postgres_test.h"

namespace migc::testing {
namespace {

class Differential : public PostgresTest,
                     public ::testing::WithParamInterface<std::filesystem::path> {
 protected:
  // What the cases grant to, and policies are for.
  static void SetUpTestSuite() {
    if (server() == nullptr) return;
    Client client(server()->conninfo("postgres"));
    client.run("CREATE ROLE alice");
    client.run("CREATE ROLE bob");
  }
};

std::vector<Verdict> judge(const PostgresServer& server, const std::vector<Case>& cases) {
  std::vector<Verdict> verdicts(cases.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < cases.size(); i = next++)
      verdicts[i] = compare_schemas(server, cases[i].history);
  };
  std::vector<std::thread> workers;
  for (unsigned i = 0; i < std::max(2U, std::thread::hardware_concurrency()); ++i)
    workers.emplace_back(work);
  for (std::thread& worker : workers) worker.join();
  return verdicts;
}

TEST_P(Differential, ModelEqualsServer) {
  const std::vector<Case> cases = read_cases(GetParam());
  const std::vector<Verdict> verdicts = judge(*server(), cases);
  for (std::size_t i = 0; i < cases.size(); ++i)
    if (!verdicts[i].same())
      ADD_FAILURE_AT(cases[i].file.c_str(), cases[i].line) << cases[i].name << "\n"
                                                           << describe(verdicts[i]);
}

std::string name_of(const ::testing::TestParamInfo<std::filesystem::path>& file) {
  return file.param.stem();
}

INSTANTIATE_TEST_SUITE_P(Cases, Differential, ::testing::ValuesIn(case_files()), name_of);

}  // namespace
}  // namespace migc::testing
