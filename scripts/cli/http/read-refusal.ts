import { errorBodySchema } from "@/lib/contracts/error";
import { Refusal } from "../cli-error";
import type { Answer } from "./exchange";

/** What an answer that is no success means: `temporary` may pass by itself. */
export type Failure = { isTemporary: true; why: string } | { isTemporary: false; refusal: Refusal };

/** Reads an answer with a status of 300 or more. A failing or busy server (408, 425, 429, 5xx) is temporary. */
export function readFailure(answer: Answer): Failure {
  const { status } = answer;
  const { code, message, details } = readError(answer);
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    return { isTemporary: true, why: `${status} ${message}` };
  }
  return { isTemporary: false, refusal: new Refusal(status, code, message, details) };
}

interface ReadError {
  code: string;
  message: string;
  details?: Record<string, unknown>;
}

function readError({ status, headers, text }: Answer): ReadError {
  if (status < 400) {
    const place = headers.location ? ` Use --url with where it points: ${headers.location}` : "";
    return { code: "redirected", message: `The server sends elsewhere (${status}).${place}` };
  }
  const parsed = errorBodySchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data.error;
  const shown = text
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 200);
  return { code: `http_${status}`, message: shown || `The server answers ${status} and gives no reason.` };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
