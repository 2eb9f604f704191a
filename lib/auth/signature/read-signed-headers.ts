import { AppError } from "@/lib/errors";

/** What the three headers of a signed request say; whether it is true, only the signature tells. */
export interface SignedHeaders {
  id: string;
  /** Unix seconds, as they were written. */
  timestamp: string;
  /** The `v1` signatures, each 32 bytes in base64. */
  signatures: readonly string[];
}

/** Standard Webhooks: older and newer requests are taken for replayed ones. */
const toleranceSeconds = 300;

const maxIdLength = 255;
const maxSignatures = 20;
const maxListLength = 4_096;

const names = ["webhook-id", "webhook-timestamp", "webhook-signature"] as const;

/** Tells whether a request comes with any of the headers of Standard Webhooks. */
export function isSigned(headers: Headers): boolean {
  return names.some((name) => headers.has(name));
}

/**
 * Reads and bounds the headers of a signed request, before anything of its body is read (Standard
 * Webhooks, "Webhook headers"). Other versions than `v1` are passed over.
 * @throws AppError `unauthorized` that says in general words what is wrong
 */
export function readSignedHeaders(headers: Headers, now: Date): SignedHeaders {
  const missing = names.find((name) => !headers.get(name));
  if (missing)
    throw refused(`A signed request has the headers ${names.join(", ")}: \`${missing}\` is missing or empty.`);
  const [id = "", timestamp = "", list = ""] = names.map((name) => headers.get(name) ?? "");
  checkId(id);
  checkTimestamp(timestamp, now);
  return { id, timestamp, signatures: readSignatures(list) };
}

/** A header that is sent twice arrives as one with a comma in it, so an id has none. */
function checkId(id: string): void {
  if (id.length > maxIdLength || !/^[\x21-\x2b\x2d-\x7e]+$/.test(id)) {
    throw refused(
      `\`webhook-id\` is sent once, and has at most ${maxIdLength} visible ASCII characters without a comma or a space.`,
    );
  }
  // id, time and body are signed with full stops between them: such an id could have been cut out of another message
  if (/\.\d{9,}(?:\.|$)/.test(id)) {
    throw refused("`webhook-id` holds a number that could be taken for the timestamp: leave full stops out of it.");
  }
}

function checkTimestamp(timestamp: string, now: Date): void {
  if (!/^(?:0|[1-9]\d{0,11})$/.test(timestamp)) {
    throw refused("`webhook-timestamp` is sent once, as whole seconds since 1970-01-01T00:00:00Z.");
  }
  const ageSeconds = Math.floor(now.getTime() / 1000) - Number(timestamp);
  if (Math.abs(ageSeconds) <= toleranceSeconds) return;
  const far = `more than ${toleranceSeconds} seconds ${ageSeconds > 0 ? "old" : "ahead"}`;
  const clock = `${now.toISOString().slice(0, 19)}Z`;
  throw refused(
    `\`webhook-timestamp\` is ${far}; the clock here says ${clock}. Sign at the time of sending, and set the sender's clock.`,
  );
}

function readSignatures(list: string): string[] {
  const entries = list.split(" ").filter((entry) => entry !== "");
  if (list.length > maxListLength || entries.length > maxSignatures) {
    throw refused(`\`webhook-signature\` has at most ${maxSignatures} signatures in ${maxListLength} characters.`);
  }
  // two headers of that name arrive joined by a comma and a space
  if (entries.some((entry) => entry.startsWith(",") || entry.endsWith(","))) {
    throw refused("`webhook-signature` is sent once, as `v1,<base64>`, several with a space between them.");
  }
  const signatures = entries.flatMap((entry) => /^v1,([A-Za-z0-9+/]{43}=)$/.exec(entry)?.[1] ?? []);
  if (signatures.length > 0) return signatures;
  throw refused("`webhook-signature` holds no signature of version 1: send `v1,<base64 of the HMAC-SHA256>`.");
}

function refused(message: string): AppError {
  return new AppError("unauthorized", message);
}
