#include "compiler/lint/transaction_log.h"

#include <algorithm>

#include "compiler/rules/row_changes.h"

namespace migc::compiler {
namespace {

// Most statements of most sets need no forecast to know.
bool may_keep_others_out(const Context& cx) {
  if (const auto* rows = cx.as<ChangeRows>())
    return rows->change == RowChange::truncate || rows->change == RowChange::lock;
  return !cx.as<RunQuery>() && !cx.as<SetVariable>() && !cx.as<Comment>() && !cx.as<Grant>() &&
         !cx.as<CreateRoutine>() && !cx.as<DoBlock>() && !cx.as<Unparsed>();
}

bool keeps_others_out(const RelationLock& lock, const Context& cx) {
  const Affected& relation = lock.relation;
  const bool stores_rows =
      relation.sort == RelationSort::table || relation.sort == RelationSort::materialized_view;
  return stores_rows && relation.certain && blocks_writes(lock.mode) && cx.in_use(relation);
}

void keep_strongest(const TransactionLock& lock, std::vector<TransactionLock>& locks) {
  const auto known = std::find_if(locks.begin(), locks.end(), [&](const TransactionLock& each) {
    return each.relation == lock.relation;
  });
  if (known == locks.end())
    locks.push_back(lock);
  else
    known->mode = std::max(known->mode, lock.mode);
}

}  // namespace

void TransactionLog::begin_migration(bool transactional) {
  open_ = transactional;
  so_far_ = {};
}

void TransactionLog::add(const Context& cx) {
  if (cx.dialect() != Dialect::postgresql) return;
  if (const auto* control = cx.as<TransactionControl>()) {
    const bool begins = control->kind == TransactionControlKind::begin;
    const bool ends = control->kind == TransactionControlKind::commit ||
                      control->kind == TransactionControlKind::rollback;
    if (begins) open_ = true;
    if (!ends) return;
    open_ = false;
    so_far_ = {};
  }
  if (!open_) return;
  if (!so_far_.locks.empty() && row_work(cx, cx.statement())) so_far_.works_under_lock = true;
  if (cx.as<AlterEnum>()) so_far_.adds_enum_value = true;
  if (may_keep_others_out(cx)) add_locks(cx);
}

void TransactionLog::add_locks(const Context& cx) {
  for (const RelationLock& lock : cx.forecast().locks)
    if (keeps_others_out(lock, cx)) keep_strongest({lock.relation.id, lock.mode}, so_far_.locks);
}

}  // namespace migc::compiler
