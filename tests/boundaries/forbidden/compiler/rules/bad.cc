// Read by the test of check_includes, never compiled.
#include <sqlite3.h>
#include "compiler/sql/parse.h"
#include "compiler/sql/statement.h"
