// How the time of text → statements → model → DDL grows with the history. The
// column `ratio` is the time relative to the shortest history of its stage: with
// ×2, ×4 and ×8 as many objects, linear work shows 2, 4 and 8.
#include <benchmark/benchmark.h>

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "compiler/schema/dump.h"
#include "compiler/schema/model.h"
#include "compiler/sql/parse.h"
#include "tests/bench/history.h"

namespace {

using migc::compiler::dump_sql;
using migc::compiler::Model;
using migc::compiler::parse_postgresql;
using migc::compiler::Statement;

constexpr std::size_t kParts = 100;  // of the shortest history

// Times `work` and relates it to what the first run of its stage took.
template <class Work>
void run(benchmark::State& state, const std::string& stage, const Work& work) {
  using Clock = std::chrono::steady_clock;
  static std::map<std::string, double> shortest;
  Clock::duration spent{};
  for (auto _ : state) {
    const Clock::time_point begin = Clock::now();
    work();
    spent += Clock::now() - begin;
  }
  const double each =
      std::chrono::duration<double>(spent).count() / static_cast<double>(state.iterations());
  state.counters["ratio"] = each / shortest.try_emplace(stage, each).first->second;
}

std::string text_of(const benchmark::State& state) {
  return migc::testing::history(kParts * static_cast<std::size_t>(state.range(0)));
}

void apply_all(const std::vector<Statement>& statements, Model& model) {
  for (const Statement& statement : statements) model.apply(statement, {0, statement.span.begin});
}

void parse(benchmark::State& state) {
  const std::string text = text_of(state);
  run(state, "parse", [&] { benchmark::DoNotOptimize(parse_postgresql(text)); });
}

void apply(benchmark::State& state) {
  const std::vector<Statement> statements = parse_postgresql(text_of(state));
  run(state, "apply", [&] {
    Model model;
    apply_all(statements, model);
    benchmark::DoNotOptimize(model);
  });
}

void dump(benchmark::State& state) {
  Model model;
  apply_all(parse_postgresql(text_of(state)), model);
  run(state, "dump", [&] { benchmark::DoNotOptimize(dump_sql(model.catalog())); });
}

// Everything goes at once: dependents, parts, tombstones.
void drop(benchmark::State& state) {
  const std::vector<Statement> statements =
      parse_postgresql(text_of(state) + "DROP SCHEMA public CASCADE;");
  run(state, "drop", [&] {
    Model model;
    apply_all(statements, model);
    benchmark::DoNotOptimize(model);
  });
}

void lengths(benchmark::internal::Benchmark* registered) {
  for (const int times : {1, 2, 4, 8}) registered->Arg(times);
  registered->Unit(benchmark::kMillisecond);
}

BENCHMARK(parse)->Apply(lengths);
BENCHMARK(apply)->Apply(lengths);
BENCHMARK(dump)->Apply(lengths);
BENCHMARK(drop)->Apply(lengths);

}  // namespace

BENCHMARK_MAIN();
