import { createHash, randomBytes, randomUUID } from "node:crypto";

export interface BenchEvent {
  id: string;
  /** ISO 8601. */
  at: string;
  hash: string;
  userKey: string;
  campaignId: string;
  site: string;
}

const dayMs = 86_400_000;
const campaigns = 50;

/** Makes events with random ids, at random times of the days from `fromDay` to `toDay` before now. */
export function makeEvents(count: number, { fromDay, toDay }: { fromDay: number; toDay: number }): BenchEvent[] {
  const [from, to] = [Date.now() - fromDay * dayMs, Date.now() - toDay * dayMs];
  return Array.from({ length: count }, () => {
    const id = randomUUID();
    return {
      id,
      at: new Date(from + Math.random() * (to - from)).toISOString(),
      hash: createHash("sha256").update(id).digest("hex"),
      userKey: randomUUID(),
      // the square makes some campaigns large and some small
      campaignId: `campaign-${Math.floor(campaigns * Math.random() ** 2)}`,
      site: `site-${randomBytes(1)[0]}.example`,
    };
  });
}
