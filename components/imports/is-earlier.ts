/** The server's `Date` header has whole seconds, and its answer takes a while to arrive. */
const slackMs = 3_000;

/**
 * Whether a batch had begun before its file was sent this time: then the file was imported before.
 * @param sentSinceMs when sending began, by the server's clock
 */
export function isEarlier(receivedAt: string, sentSinceMs: number): boolean {
  return Date.parse(receivedAt) < sentSinceMs - slackMs;
}
