#include "direction.h"

#include "text.h"

namespace migc {

Event begun_event(const Step& step) {
  return step.undo ? Event::undo_started : Event::started;
}

Event done_event(const Step& step) {
  return step.undo ? Event::undone : Event::applied;
}

Event failed_event(const Step& step) {
  return step.undo ? Event::undo_failed : Event::failed;
}

Fence fence_before(const Step& step) {
  Fence fence{.last = step.after};
  if (!step.unfinished) return fence;
  fence.under_way = step.unfinished->state;
  fence.statements_done = step.unfinished->statements_done;
  return fence;
}

Fence fence_inside(const Step& step, std::size_t done) {
  return Fence{.last = {step.ordinal, hex(step.migration.chain)},
               .under_way = step.undo ? RowState::reverting : RowState::started,
               .statements_done = static_cast<std::uint32_t>(done)};
}

std::string verb_when_done_by_hand(const Step& step, bool recorded) {
  if (step.undo) return concat("repair --forget ", step.migration.version);
  if (recorded) return concat("repair --done ", step.migration.version);
  return concat("baseline ", step.migration.version, " --extend");
}

std::string_view verb_to_retry(const Step& step) {
  return step.undo ? "rollback" : "apply --retry";
}

}  // namespace migc
