#include "postgres/rehearse.h"

#include "postgres/insist.h"

namespace migc::postgres {
namespace {

Result<void> rehearse_one(Job& job) {
  const Migration& migration = job.step.migration;
  job.run.observer.started(migration);
  auto entered = enter(job, with_timeouts(job.session.before(), job.timeouts));
  if (!entered) return entered;
  for (const Statement& statement : migration.statements) {
    if (auto ran = run_inside(job, statement, job.timeouts.lock); !ran) return ran;
  }
  if (auto resumed = resume_bookkeeping(job); !resumed) return resumed;
  job.run.observer.finished(migration, job.took());
  return {};
}

// All that it did is rolled back when it returns. `current` is the one that
// was run last.
Result<void> rehearse_all(std::span<Job> jobs, Job*& current) {
  Transaction transaction(current->connection);
  const Reply begun = transaction.begin(current->session.bookkeeping());
  if (!begun) return session_error(begun.error(), "begin a rehearsal");
  for (Job& job : jobs) {
    current = &job;
    if (auto ran = rehearse_one(job); !ran) return ran;
  }
  return {};
}

}  // namespace

Result<void> rehearse(std::span<Job> jobs) {
  for (Insistence insistence(jobs.front().run);;) {
    Job* current = &jobs.front();
    Result<void> done = rehearse_all(jobs, current);
    if (done || !insistence.again(*current, done.error())) return done;
  }
}

}  // namespace migc::postgres
