import type { Session } from "./database";
import { firstRow } from "./framing";
import { queryMessage } from "./replies";
import type { SessionQueue } from "./session-queue";

/** What a server's background processes do, and nobody does here. */
const everyMs = 10_000;
const maxLogBytes = 64 * 1024 * 1024;

/** Without a checkpointer the log grows for ever, and so does the time to replay it after signal 9. */
const logSinceCheckpoint = "select pg_current_wal_lsn() - redo_lsn from pg_control_checkpoint()";

/**
 * Without autovacuum: the table that has grown most since its last vacuum, by half and 2 MB or more.
 * (The statistics of dead rows are not kept in this build.)
 */
const mostGrown = `
  select format('%I.%I', n.nspname, c.relname)
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')
    and pg_relation_size(c.oid) / 8192 > greatest(c.relpages, 0) * 1.5 + 256
  order by pg_relation_size(c.oid) / 8192 - c.relpages desc limit 1`;

/** Keeps log and tables in shape between the clients' transactions. Gives the function that ends it. */
export function startMaintenance(session: Session, queue: SessionQueue<object>): () => void {
  const owner = {};
  const timer = setInterval(() => {
    if (queue.isHeldBy(owner)) return;
    void queue.acquire(owner).then(() => {
      maintain(session);
      queue.release(owner);
    });
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** One round: a checkpoint when much log has gathered, a vacuum of at most one table. */
export function maintain(session: Session): void {
  const [logBytes] = firstRow(session.run(queryMessage(logSinceCheckpoint)));
  if (Number(logBytes ?? 0) > maxLogBytes) session.run(queryMessage("checkpoint"));
  const [table] = firstRow(session.run(queryMessage(mostGrown)));
  if (table) session.run(queryMessage(`vacuum (analyze) ${table}`));
}
