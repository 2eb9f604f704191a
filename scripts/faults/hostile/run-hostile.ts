import { statusByCode } from "@/lib/errors";
import { type Check, equal, query } from "../check";
import { seededRandom } from "../load";
import { megabytes, residentBytes } from "../memory";
import type { Stack } from "../stack";
import { hostileSchema, type ValidRequest, validRequests } from "./bodies";
import { mutate } from "./mutate";
import { runAttacks } from "./run-attacks";

const concurrency = 8;
/** What a process may have grown by when all is over: its caches and its heap's room, not the bodies. */
const maxGrowthBytes = 96 * 1024 ** 2;

interface Tally {
  statuses: Record<string, number>;
  accepted: number;
  wrong: string[];
  batchIds: string[];
}

/** Sends spoilt bodies of every form: each answer has to be 2xx or 4xx with a code of the contract. */
export async function runHostile(
  stack: Stack,
  { bodies, seed }: { bodies: number; seed: number },
  say: (line: string) => void,
): Promise<Check[]> {
  const random = seededRandom(seed);
  const valid = validRequests(await registerSchema(stack));
  const checks = [...(await checkValid(stack, valid)), ...(await runAttacks(stack))];
  const make = (number: number) => Array.from({ length: number }, (_, at) => spoilt(valid, at, random));
  const pids = { web: stack.pidOf("web"), worker: stack.pidOf("worker") };
  // a heap grows to the room that such work takes, and stays there: a leak shows in a second round as large
  await sendBodies(stack, make(bodies));
  const before = await restingMemory(pids);
  const tally = await sendBodies(stack, make(bodies));
  say(`hostile: ${bodies} bodies, answers ${JSON.stringify(tally.statuses)}, ${tally.accepted} records accepted`);
  await drained(stack, tally.batchIds);
  const after = await restingMemory(pids);
  const logs = `${await stack.logOf("web")}${await stack.logOf("worker")}`;
  const [open] = await query(
    stack.databaseUrl,
    `select count(*)::text as n from batch where records is distinct from
       (select coalesce(sum(received), 0) from chunk_ledger where batch_id = batch.id)`,
  );
  return [
    ...checks,
    { name: "every answer is of the contract", ok: tally.wrong.length === 0, found: tally.wrong[0] ?? "all" },
    equal(
      "unhandled rejections and crashes in the logs",
      0,
      (logs.match(/unhandled|uncaught|nobody caught/gi) ?? []).length,
    ),
    equal("batches with something pending", 0, Number(open?.n)),
    ...(["web", "worker"] as const).map((part) => ({
      name: `memory of ${part} is back at its level`,
      ok: stack.pidOf(part) === pids[part] && after[part] > 0 && after[part] - before[part] < maxGrowthBytes,
      found: `${megabytes(before[part])} before, ${megabytes(after[part])} after`,
    })),
  ];
}

function spoilt(valid: readonly ValidRequest[], at: number, random: () => number): ValidRequest {
  const request = valid[at % valid.length];
  if (!request) throw new Error("There is nothing to spoil.");
  return mutate(request, valid, random);
}

async function registerSchema(stack: Stack): Promise<string> {
  const answer = await fetch(`${stack.url}/api/schemas`, {
    method: "POST",
    headers: { authorization: `Bearer ${stack.keys.manageKey}`, "content-type": "application/json" },
    body: JSON.stringify({ schema: hostileSchema }),
  });
  return String(((await answer.json()) as { fingerprint?: string }).fingerprint);
}

/** A form that is refused as it stands would make everything after it prove nothing. */
async function checkValid(stack: Stack, valid: readonly ValidRequest[]): Promise<Check[]> {
  const refused: string[] = [];
  for (const request of valid) {
    const answer = await send(stack, request, "?wait=30");
    const batch = (await answer.json()) as { state?: string; rejected?: number };
    if (batch.state !== "done" || batch.rejected !== 0) refused.push(`${request.form}: ${JSON.stringify(batch)}`);
  }
  return [
    {
      name: `all ${valid.length} forms are taken in as they stand`,
      ok: refused.length === 0,
      found: refused.join("; ") || "all",
    },
  ];
}

function send(stack: Stack, { path, headers, body }: ValidRequest, query = ""): Promise<Response> {
  return fetch(`${stack.url}/api/ingest/${path}${query}`, {
    method: "POST",
    headers: { ...headers, authorization: `Bearer ${stack.keys.ingestKey}` },
    body: new Uint8Array(body),
    signal: AbortSignal.timeout(60_000),
  });
}

async function sendBodies(stack: Stack, requests: readonly ValidRequest[]): Promise<Tally> {
  const tally: Tally = { statuses: {}, accepted: 0, wrong: [], batchIds: [] };
  let next = 0;
  const sender = async () => {
    for (let index = next++; index < requests.length; index = next++) {
      const request = requests[index];
      if (request) await sendOne(stack, request, index, tally);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, sender));
  return tally;
}

async function sendOne(stack: Stack, request: ValidRequest, index: number, tally: Tally): Promise<void> {
  const where = `body ${index} (${request.form})`;
  try {
    const answer = await send(stack, request);
    const body = (await answer.json()) as { batchId?: string; records?: number; error?: { code?: string } };
    tally.statuses[answer.status] = (tally.statuses[answer.status] ?? 0) + 1;
    if (answer.status === 202) {
      tally.accepted += body.records ?? 0;
      tally.batchIds.push(String(body.batchId));
    } else if (!isOfContract(answer.status, body.error?.code)) {
      tally.wrong.push(`${where}: ${answer.status} ${JSON.stringify(body)}`);
    }
  } catch (error) {
    tally.wrong.push(`${where}: no answer: ${String(error)}`);
  }
}

function isOfContract(status: number, code = ""): boolean {
  return status >= 400 && status < 500 && statusByCode[code as keyof typeof statusByCode] === status;
}

async function drained(stack: Stack, batchIds: readonly string[]): Promise<void> {
  for (let look = 0; look < 240; look += 1) {
    const [row] = await query(
      stack.databaseUrl,
      `select count(*)::text as n from batch where id = any($1) and records =
         (select coalesce(sum(received), 0) from chunk_ledger where batch_id = batch.id)`,
      [batchIds],
    );
    if (Number(row?.n) === batchIds.length) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** The least of some seconds: what is held, without what the collector has not looked at yet. */
async function restingMemory<Part extends string>(pids: Record<Part, number>): Promise<Record<Part, number>> {
  const least = Object.fromEntries(Object.keys(pids).map((part) => [part, Number.POSITIVE_INFINITY]));
  for (let look = 0; look < 20; look += 1) {
    for (const [part, pid] of Object.entries<number>(pids))
      least[part] = Math.min(least[part] ?? 0, residentBytes(pid));
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return least as Record<Part, number>;
}
