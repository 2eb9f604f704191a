import type { z } from "zod";
import { parseBody } from "./answers";

/**
 * As `parseBody`, for a request that says as much without a body as with an empty object.
 * @throws AppError `unsupported_media_type`, `too_large`, or `invalid_request` with `details.issues`
 */
export async function parseOptionalBody<Schema extends z.ZodType>(
  schema: Schema,
  request: Request,
): Promise<z.output<Schema>> {
  return hasBody(request) ? parseBody(schema, request) : schema.parse({});
}

/** A body is announced by its type, its length or its coding (RFC 9112, section 6). */
function hasBody({ headers, body }: Request): boolean {
  if (body === null || headers.get("content-length") === "0") return false;
  return ["content-type", "content-length", "transfer-encoding"].some((name) => headers.has(name));
}
