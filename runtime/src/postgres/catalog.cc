#include "postgres/catalog.h"

#include "postgres/errors.h"
#include "postgres/session.h"
#include "text.h"

namespace migc::postgres {

std::string relation_text(std::string_view schema, std::string_view name) {
  return schema.empty() ? quote_identifier(name)
                        : concat(quote_identifier(schema), ".", quote_identifier(name));
}

Result<std::string> find_relation(Connection& connection, std::string_view schema,
                                  std::string_view name) {
  const Reply reply = connection.query("SELECT pg_catalog.to_regclass($1)::pg_catalog.oid",
                                       {relation_text(schema, name)});
  if (!reply) return session_error(reply.error(), "look for a table or an index");
  return reply->rows[0][0];
}

Result<Records> ask_catalog(Connection& connection, const std::string& query,
                            std::initializer_list<std::string> parameters) {
  constexpr std::string_view asking = "look at the catalog";
  Transaction transaction(connection);
  const Reply begun = transaction.begin("SET LOCAL search_path = pg_catalog, pg_temp");
  if (!begun) return session_error(begun.error(), asking);
  Reply reply = connection.query(query, parameters);
  if (!reply) return session_error(reply.error(), asking);
  return std::move(reply->rows);
}

// Behind a transaction pooler nothing may be set: the statement then waits as
// long as the server's own setting says.
Result<void> repair(Connection& connection, const std::string& statement, std::string_view doing,
                    std::chrono::milliseconds patience) {
  const Reply before = connection.query(
      "SELECT pg_catalog.current_setting('lock_timeout'), pg_catalog.pg_backend_pid()");
  if (!before) return session_error(before.error(), doing);
  const bool pooled = before->rows[0][1] != std::to_string(connection.server_pid());
  const auto limit = [&](const std::string& text) {
    return pooled ? Reply(Answer{})
                  : connection.run(concat("SET lock_timeout = ", quote_literal(text)));
  };
  const Reply set = limit(timeout_text(patience));
  if (!set) return session_error(set.error(), doing);
  const Reply done = connection.query(statement);
  const Reply restored = limit(before->rows[0][0]);
  if (!done) return session_error(done.error(), doing);
  if (!restored) return session_error(restored.error(), doing);
  return {};
}

}  // namespace migc::postgres
