import { type Check, checkReport, checkStored, equal, waitUntilDrained } from "./check";
import { makeLoad } from "./load";
import { sendAll } from "./send";
import type { Stack } from "./stack";

/** The door waits for NATS for 10 seconds before it answers 503. */
const doorWaitsMs = 12_000;

/**
 * Stops NATS for a while under load: the door may only say 202, 429 or 503 meanwhile, and every 202 is
 * stored once afterwards.
 */
export async function runOutage(
  stack: Stack,
  { seconds, events, seed }: { seconds: number; events: number; seed: number },
  say: (line: string) => void,
): Promise<Check[]> {
  const load = makeLoad(events, seed);
  const aroundMs = 5_000;
  const [log] = await Promise.all([
    sendAll(stack.url, stack.keys.ingestKey, load.requests, 2 * aroundMs + seconds * 1000),
    (async () => {
      await new Promise((resolve) => setTimeout(resolve, aroundMs));
      await stack.end("nats");
      say(`outage: NATS is away for ${seconds} s`);
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
      stack.start("nats");
      say("outage: NATS is back");
    })(),
  ]);
  const statuses = JSON.stringify(log.statuses);
  say(`outage: answers ${statuses}, ${log.retried} attempts sent again`);
  await waitUntilDrained(stack.databaseUrl, log, 180_000);
  const others = Object.keys(log.statuses).filter((status) => !["202", "429", "503"].includes(status));
  return [
    { name: "only 202, 429 and 503 were answered", ok: others.length === 0, found: statuses },
    {
      name: "503 was answered while NATS was away for long",
      ok: seconds * 1000 < doorWaitsMs || (log.statuses["503"] ?? 0) > 0,
      found: statuses,
    },
    equal("503 and 429 without Retry-After", 0, log.withoutRetryAfter),
    ...(await checkStored(stack.databaseUrl, load, log)),
    ...(await checkReport(stack.url, stack.keys.readKey, load)),
  ];
}
