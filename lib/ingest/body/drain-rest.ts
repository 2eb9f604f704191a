const longestMs = 30_000;
const idleMs = 5_000;

/**
 * Reads the rest of a refused body and throws it away, for a while: many clients look at the answer
 * only when they have sent everything, and a connection that is closed with bytes unread may take the
 * answer with it (RFC 9112, section 9.6). Then the body is cancelled, which closes the connection.
 * Never throws.
 */
export async function drainRest(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  const cancel = () => reader.cancel().catch(() => undefined);
  const end = performance.now() + longestMs;
  const idle = setTimeout(cancel, idleMs).unref();
  try {
    while (performance.now() < end) {
      if ((await reader.read()).done) return;
      idle.refresh();
    }
  } catch {
    // the connection is gone
  } finally {
    clearTimeout(idle);
    await cancel();
  }
}
