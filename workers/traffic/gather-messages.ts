import type { TrafficMessage } from "@/lib/contracts/traffic-message";
import { pause } from "@/workers/runtime/pause";

interface Waiting {
  message: TrafficMessage;
  resolve(): void;
  reject(fault: unknown): void;
}

/** So many keys are judged in one go, unless a single message has more. */
const mostKeys = 20_000;
/** It rests a quarter as long as it worked, so that others get their turn on a single session; at most so long. */
const longestRestMs = 2000;

/**
 * Puts messages that wait at the same time together: a busy site or a campaign's day is touched by nearly
 * all of them and judged once for all. One run at a time. A run that fails is done again message by
 * message, so that each fails for itself.
 *
 * @param work what is done with one message, or with several that were made one; doing it again must be harmless
 * @param signal once it aborts, what has not begun is given back with an error
 * @returns a function that has a message worked on, and throws what `work` threw for it
 */
export function gatherMessages(
  work: (message: TrafficMessage) => Promise<void>,
  signal: AbortSignal,
): (message: TrafficMessage) => Promise<void> {
  const waiting: Waiting[] = [];
  let isRunning = false;

  async function run(): Promise<void> {
    isRunning = true;
    for (let group = takeGroup(waiting); group.length > 0; group = takeGroup(waiting)) {
      const startedAt = performance.now();
      await workOn(group, work, signal);
      await pause(Math.min(longestRestMs, (performance.now() - startedAt) / 4), signal);
    }
    isRunning = false;
  }

  return (message) =>
    new Promise((resolve, reject) => {
      waiting.push({ message, resolve, reject });
      if (!isRunning) void run();
    });
}

async function workOn(
  group: readonly Waiting[],
  work: (message: TrafficMessage) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  try {
    signal.throwIfAborted();
    await work(mergeMessages(group.map((each) => each.message)));
    for (const each of group) each.resolve();
  } catch (fault) {
    if (group.length === 1 || signal.aborted) for (const each of group) each.reject(fault);
    else for (const each of group) await work(each.message).then(each.resolve, each.reject);
  }
}

function takeGroup(waiting: Waiting[]): Waiting[] {
  let keys = 0;
  const end = waiting.findIndex(({ message }, index) => {
    keys += message.users.length + message.addresses.length + message.sites.length + message.campaigns.length;
    return index > 0 && keys > mostKeys;
  });
  return waiting.splice(0, end < 0 ? waiting.length : end);
}

/** @param messages at least one; the first names the cause of all */
export function mergeMessages(messages: readonly TrafficMessage[]): TrafficMessage {
  return {
    cause: messages[0]?.cause ?? "",
    users: messages.flatMap((message) => message.users),
    addresses: messages.flatMap((message) => message.addresses),
    sites: messages.flatMap((message) => message.sites),
    campaigns: messages.flatMap((message) => message.campaigns),
  };
}
