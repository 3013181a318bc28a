-- Alone in its file: it cannot run in a transaction, and nobody waits for it.
CREATE INDEX CONCURRENTLY orders_open ON orders (placed_at) WHERE status = 'open';
