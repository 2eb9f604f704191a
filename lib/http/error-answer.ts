import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { ErrorBody } from "@/lib/contracts/error";
import { AppError } from "@/lib/errors";
import type { Logger } from "@/lib/log";
import { isDatabaseUnavailable } from "@/lib/storage/database-unavailable";

/**
 * Turns whatever a handler threw into its answer. A refusal says its code; an unreachable database
 * is `unavailable`; anything else is a fault of ours: logged under an incident id, of which alone
 * the client hears.
 */
export function errorAnswer(error: unknown, log: Pick<Logger, "error" | "warn">): Response {
  if (error instanceof AppError) return refusal(error);
  if (isDatabaseUnavailable(error)) {
    log.warn({ err: error }, "the database cannot be reached");
    return refusal(new AppError("unavailable", "The database cannot be reached: try again in a moment.", undefined, 5));
  }
  const incidentId = randomUUID();
  // a zod error at this border is a row or a value of ours: its text is data, so only the paths are logged
  const fault = error instanceof z.ZodError ? { paths: error.issues.map((issue) => issue.path.join(".")) } : error;
  log.error({ incidentId, err: fault }, "a request failed");
  const message = "Something went wrong on our side. Name the incident id when you report it.";
  return answer({ error: { code: "internal", message, incidentId } }, 500);
}

function refusal(error: AppError): Response {
  const { code, message, details, retryAfterSeconds } = error;
  const body = { error: { code, message, ...(details && { details }) } };
  const headers: Record<string, string> = {};
  if (retryAfterSeconds !== undefined) headers["retry-after"] = String(Math.ceil(retryAfterSeconds));
  if (code === "unauthorized") headers["www-authenticate"] = 'Bearer realm="advertisex"';
  return answer(body, error.status, headers);
}

function answer(body: ErrorBody, status: number, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store", ...headers } });
}
