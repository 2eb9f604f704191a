import { type Freshness, freshnessStateSchema } from "@/lib/contracts/freshness";

type Row = Freshness["sources"][number];

/** From the best to the worst; a kind that was never sent says nothing beside one that was. */
const order = ["never", ...freshnessStateSchema.exclude(["never"]).options] as const;

/** One source's rows of freshness, one a kind, as one: the worst state, the newest times. */
export function summariseFreshness(rows: readonly Row[]): Pick<Row, "state" | "lastReceivedAt" | "lastEventAt"> {
  const newest = (times: (string | null)[]) =>
    times
      .filter((time) => time !== null)
      .sort()
      .at(-1) ?? null;
  return {
    state: order.findLast((state) => rows.some((row) => row.state === state)) ?? "never",
    lastReceivedAt: newest(rows.map((row) => row.lastReceivedAt)),
    lastEventAt: newest(rows.map((row) => row.lastEventAt)),
  };
}
