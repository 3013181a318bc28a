// Who is in the way: sessions as pg_stat_activity shows them.
#pragma once

#include <string_view>

#include "ledger.h"
#include "migc/migrator.h"

namespace migc::postgres {

// Of pg_stat_activity AS a, in the order of `read_holder`.
inline constexpr std::string_view kHolderColumns =
    "a.pid, a.application_name, a.client_addr, a.state, a.query, "
    "pg_catalog.round(1000 OPERATOR(pg_catalog.*) pg_catalog.date_part('epoch', "
    "pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-) COALESCE(a.xact_start, a.state_change)))";

Holder read_holder(const Record& row);

// "pid 12 (psql, 10.0.0.7), idle in transaction for 3 s": without the text of
// its query, which may hold values.
std::string name_holder(const Holder& holder);

}  // namespace migc::postgres
