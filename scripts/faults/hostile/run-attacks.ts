import type { Check } from "../check";
import { megabytes, watchMemory } from "../memory";
import type { Stack } from "../stack";
import { type Attack, attacks } from "./attacks";

/** No attack may take longer to be answered, or more of the web process. */
const maxMs = 20_000;
const maxWebBytes = 400 * 1024 ** 2;

interface Answer {
  error?: { code: string; details?: { acceptedRecords?: number } };
  state?: string;
  received?: number;
  stored?: number;
  duplicate?: number;
  rejected?: number;
}

/** Sends each body that was made to hurt: refused in time and memory that stay bounded, with the right words. */
export async function runAttacks(stack: Stack): Promise<Check[]> {
  const memory = watchMemory(stack.pidOf("web"));
  const checks: Check[] = [];
  try {
    for (const attack of attacks) checks.push(await runOne(stack, attack));
  } finally {
    memory.stop();
  }
  const peak = memory.peakBytes();
  return [...checks, { name: "web process stays below 400 MB", ok: peak < maxWebBytes, found: megabytes(peak) }];
}

async function runOne(stack: Stack, attack: Attack): Promise<Check> {
  const startedAt = Date.now();
  const sent = await fetch(`${stack.url}/api/ingest/impressions?wait=30`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${stack.keys.ingestKey}`,
      "content-type": attack.contentType,
      ...(attack.contentEncoding && { "content-encoding": attack.contentEncoding }),
    },
    body: new Uint8Array(attack.body()),
  });
  const answer = (await sent.json()) as Answer;
  const tookMs = Date.now() - startedAt;
  const ok = tookMs < maxMs && isExpected(attack, answer);
  return {
    name: attack.name,
    ok,
    found: `${sent.status} after ${tookMs} ms${ok ? "" : `: ${JSON.stringify(answer)}`}`,
  };
}

function isExpected(attack: Attack, { error, state, received, stored, duplicate, rejected }: Answer): boolean {
  if (attack.code !== "taken") {
    return error?.code === attack.code && (error.details?.acceptedRecords ?? 0) === (attack.acceptedRecords ?? 0);
  }
  return (
    state === "done" && rejected === attack.rejected && received === (stored ?? 0) + (duplicate ?? 0) + (rejected ?? 0)
  );
}
