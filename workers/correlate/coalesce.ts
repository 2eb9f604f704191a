import type { CorrelateMessage } from "@/lib/contracts/correlate";

interface Waiting {
  message: CorrelateMessage;
  resolve(): void;
  reject(fault: unknown): void;
}

/** So many pairs, auctions and bidders are worked out in one go, unless a single message has more. */
const mostEntries = 1000;

/**
 * Puts messages of one source and cause that wait at the same time together, since a transaction costs far more than
 * a pair. One run at a time. A run that fails is done again message by message, so that each fails for itself.
 *
 * @param work what is done with one message, or with several that were made one; doing it again must be harmless
 * @returns a function that has a message worked out, and throws what `work` threw for it
 */
export function coalesce(
  work: (message: CorrelateMessage) => Promise<void>,
): (message: CorrelateMessage) => Promise<void> {
  const waiting: Waiting[] = [];
  let isRunning = false;

  async function run(): Promise<void> {
    isRunning = true;
    for (let group = takeGroup(waiting); group.length > 0; group = takeGroup(waiting)) {
      try {
        await work(mergeMessages(group.map((each) => each.message)));
        for (const each of group) each.resolve();
      } catch (fault) {
        if (group.length === 1) group[0]?.reject(fault);
        else for (const each of group) await work(each.message).then(each.resolve, each.reject);
      }
    }
    isRunning = false;
  }

  return (message) =>
    new Promise((resolve, reject) => {
      waiting.push({ message, resolve, reject });
      if (!isRunning) void run();
    });
}

function takeGroup(waiting: Waiting[]): Waiting[] {
  const [first] = waiting;
  if (!first) return [];
  const group: Waiting[] = [];
  let entries = 0;
  for (let index = 0; index < waiting.length; ) {
    const each = waiting[index] as Waiting;
    const fits = group.length === 0 || entries + sizeOf(each.message) <= mostEntries;
    if (each.message.sourceId === first.message.sourceId && each.message.cause === first.message.cause && fits) {
      group.push(each);
      entries += sizeOf(each.message);
      waiting.splice(index, 1);
    } else index += 1;
  }
  return group;
}

function sizeOf({ pairs, auctions = [], bidders = [] }: CorrelateMessage): number {
  return pairs.length + auctions.length + bidders.length;
}

/** @param messages at least one, all of one source and cause */
export function mergeMessages(messages: readonly CorrelateMessage[]): CorrelateMessage {
  const watermarks: CorrelateMessage["watermarks"] = {};
  for (const message of messages) {
    for (const [name, at] of Object.entries(message.watermarks)) {
      const kind = name as keyof typeof watermarks;
      watermarks[kind] = Math.max(at, watermarks[kind] ?? at);
    }
  }
  return {
    sourceId: messages[0]?.sourceId ?? "",
    cause: messages[0]?.cause,
    watermarks,
    pairs: messages.flatMap((message) => message.pairs),
    auctions: messages.flatMap((message) => message.auctions ?? []),
    bidders: messages.flatMap((message) => message.bidders ?? []),
  };
}
