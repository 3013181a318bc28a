#include "catalog_record.h"

#include <algorithm>
#include <utility>

namespace migc {
namespace {

auto key(const CatalogObject& object) {
  return std::tie(object.name, object.kind);
}

bool comes_first(const CatalogObject& a, const CatalogObject& b) {
  return key(a) < key(b);
}

void sort(Catalog& catalog) {
  std::sort(catalog.begin(), catalog.end(), comes_first);
}

// Calls one of them for each object, in order; `both` gets the two versions.
template <class OnlyLeft, class OnlyRight, class Both>
void merge(const Catalog& left, const Catalog& right, OnlyLeft only_left, OnlyRight only_right,
           Both both) {
  auto l = left.begin();
  auto r = right.begin();
  while (l != left.end() || r != right.end()) {
    if (r == right.end() || (l != left.end() && comes_first(*l, *r))) {
      only_left(*l++);
    } else if (l == left.end() || comes_first(*r, *l)) {
      only_right(*r++);
    } else {
      both(*l++, *r++);
    }
  }
}

}  // namespace

std::string_view to_text(ChangeKind change) {
  switch (change) {
    case ChangeKind::added:
      return "added";
    case ChangeKind::removed:
      return "removed";
    case ChangeKind::changed:
      break;
  }
  return "changed";
}

std::vector<CatalogChange> compare_catalogs(Catalog before, Catalog after) {
  sort(before);
  sort(after);
  std::vector<CatalogChange> changes;
  const auto add = [&](ChangeKind change, const CatalogObject& object) {
    changes.push_back({change, object.kind, object.name});
  };
  merge(
      before, after, [&](const CatalogObject& object) { add(ChangeKind::removed, object); },
      [&](const CatalogObject& object) { add(ChangeKind::added, object); },
      [&](const CatalogObject& was, const CatalogObject& is) {
        if (was.digest != is.digest) add(ChangeKind::changed, is);
      });
  return changes;
}

CatalogUpdate catalog_update(const Catalog& before, const Catalog& after) {
  Catalog sorted_before = before;
  Catalog sorted_after = after;
  sort(sorted_before);
  sort(sorted_after);
  CatalogUpdate update;
  merge(
      sorted_before, sorted_after,
      [&](const CatalogObject& object) { update.removed.push_back(object); },
      [&](const CatalogObject& object) { update.written.push_back(object); },
      [&](const CatalogObject& was, const CatalogObject& is) {
        if (was.digest != is.digest) update.written.push_back(is);
      });
  return update;
}

}  // namespace migc
