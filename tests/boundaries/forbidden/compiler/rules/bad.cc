// Read by the test of check_includes, never compiled.
#include "compiler/sql/statement.h"
#include "compiler/sql/parse.h"
#include <sqlite3.h>
