// The ACCESS EXCLUSIVE locks that a transaction holds while a statement runs.
#pragma once

#include <algorithm>
#include <vector>

#include "compiler/rules/context.h"

namespace migc::compiler {

struct HeldLock {
  const Table* table;          // never null
  const Statement* statement;  // that took it
};

// Sub-commands that take a weaker lock.
// Source: AlterTableGetLockLevel in PostgreSQL's tablecmds.c.
inline bool is_weak(const Alteration& alteration) {
  if (const auto* add = std::get_if<AddConstraint>(&alteration))
    return add->constraint.kind == ConstraintKind::foreign_key;
  return std::holds_alternative<ValidateConstraint>(alteration) ||
         std::holds_alternative<AttachPartition>(alteration) ||
         std::holds_alternative<SetTableOptions>(alteration) ||
         std::holds_alternative<SetColumnAttribute>(alteration) ||
         std::holds_alternative<SwitchTrigger>(alteration) ||
         std::holds_alternative<ClusterOn>(alteration) ||
         std::holds_alternative<SetReplicaIdentity>(alteration);
}

inline bool locks_out_readers(const AlterTable& alter) {
  return alter.relation == RelationKind::table &&
         std::any_of(alter.commands.begin(), alter.commands.end(),
                     [](const AlterTableCommand& command) { return !is_weak(command.alteration); });
}

// On tables in use, in the order in which they were taken.
inline std::vector<HeldLock> held_locks(const Context& cx) {
  std::vector<HeldLock> out;
  const auto hold = [&](const QualifiedName& name, const Statement& statement) {
    const Table* table = cx.model().find_table(name);
    if (!table || !cx.in_use(*table)) return;
    for (const HeldLock& held : out)
      if (held.table == table) return;
    out.push_back({table, &statement});
  };
  for (const Statement& statement : cx.earlier_in_transaction()) {
    if (const auto* alter = as<AlterTable>(statement); alter && locks_out_readers(*alter))
      hold(alter->table, statement);
    if (const auto* rename = as<Rename>(statement); rename && !rename->object.name.name.empty())
      hold(rename->object.name, statement);
    if (const auto* rows = as<ChangeRows>(statement); rows && rows->change == RowChange::truncate)
      for (const QualifiedName& table : rows->tables) hold(table, statement);
  }
  return out;
}

}  // namespace migc::compiler
