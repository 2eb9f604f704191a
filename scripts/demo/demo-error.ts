/** What the person who started the demo should read: one sentence, no stack. */
export class DemoError extends Error {
  override name = "DemoError";
}
