// A dump of pg_dump as single objects, so that two dumps compare whatever
// order they have.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace migc::testing {

// "TABLE public.t" and the statements about it.
using DumpedObjects = std::map<std::string, std::string>;

DumpedObjects dumped_objects(std::string_view dump);

struct Difference {
  std::string object;
  std::string left;  // empty: not there
  std::string right;
};

std::vector<Difference> differences(const DumpedObjects& left, const DumpedObjects& right);

}  // namespace migc::testing
