#include <shop_migrations.h>

#include <cstdio>

int main() {
  for (const migc::Migration& migration : shop_migrations().migrations) {
    std::printf("%s %s%s%s\n", migration.version.data(), migration.name.data(),
                migration.locked ? " locked" : "", migration.down.empty() ? "" : " down");
  }
}
