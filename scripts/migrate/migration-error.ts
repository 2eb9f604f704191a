/** A refusal that is told in its one sentence. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}
