/** The codes that an outside client can meet, with the status that each is answered with. */
export const statusByCode = {
  malformed_body: 400,
  invalid_request: 400,
  unauthorized: 401,
  wrong_scope: 403,
  not_found: 404,
  conflict: 409,
  idempotency_conflict: 409,
  too_large: 413,
  unsupported_media_type: 415,
  unsupported_codec: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof statusByCode;

/**
 * An expected refusal: its code, a sentence that says what to do, and details for a machine.
 * Anything else that is thrown is a fault and leaves as `internal` with an incident id only.
 */
export class AppError extends Error {
  override readonly name = "AppError";

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details?: Record<string, unknown>,
    /** Seconds after which a retry makes sense; sent as `Retry-After`. */
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }

  get status(): number {
    return statusByCode[this.code];
  }
}

/** A fault for which trying again cannot help: the message that caused it is set aside. */
export class PermanentError extends Error {
  override readonly name = "PermanentError";
}
