/** What a decoder finds wrong with compressed data, in words that go on after a colon. */
export class DamagedData extends Error {
  override readonly name = "DamagedData";

  constructor(
    message: string,
    readonly code: "malformed_body" | "too_large" = "malformed_body",
  ) {
    super(message);
  }
}
