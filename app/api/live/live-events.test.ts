import { expect, it } from "vitest";
import { type LiveHint, mergeHints, mostNamedCampaigns } from "@/lib/contracts/live";
import { liveEvents } from "./live-events";
import { LiveHub } from "./live-hub";

const hint = (campaigns: string[] | null, ...what: LiveHint["what"]): LiveHint => ({ campaigns, what });

/** A listener that may hear of some campaigns, and hints that come when the test says so. */
function open(
  own: () => Promise<ReadonlySet<string> | null>,
  times: { checkMs?: number; lifeMs?: number; heartbeatMs?: number } = {},
) {
  const gone = new AbortController();
  let tell: (hint: LiveHint) => void = () => undefined;
  const state = { listeners: 0, subscriptions: 0 };
  const hub = new LiveHub(async (onHint) => {
    state.subscriptions += 1;
    tell = onHint;
  });
  const listen: LiveHub["listen"] = (listener) => {
    state.listeners += 1;
    const stop = hub.listen(listener);
    return () => {
      state.listeners -= 1;
      stop();
    };
  };
  const base = { everyMs: 5, heartbeatMs: 60_000, checkMs: 60_000, lifeMs: 60_000, ...times };
  const events = liveEvents({ hub: { listen }, signal: gone.signal, listOwn: own, ...base });
  return { events, gone, state, tell: (each: LiveHint) => tell(each) };
}

const next = async (events: AsyncGenerator<string>) => (await events.next()).value as string | undefined;
const told = (event: string | undefined) => {
  const [name, data] = (event ?? "").split("\n");
  const { campaigns, what } = JSON.parse(data?.replace("data: ", "") ?? "null");
  return { name, campaigns, what };
};

it("tells once what changed meanwhile, of the listener's own campaigns only", async () => {
  const { events, tell } = open(async () => new Set(["mine", "too"]));
  expect(await next(events)).toBe("retry: 3000\n\n");
  const waiting = next(events);
  await new Promise(setImmediate);
  tell(hint(["other"], "performance"));
  tell(hint(["mine", "other"], "performance"));
  tell(hint(["too"], "conversions"));
  expect(told(await waiting)).toEqual({
    name: "event: changed",
    campaigns: ["mine", "too"],
    what: ["performance", "conversions"],
  });
  tell(hint(null, "alerts"));
  expect(told(await next(events))).toEqual({ name: "event: changed", campaigns: null, what: ["alerts"] });
});

it("sends a comment when it has nothing to tell", async () => {
  const { events } = open(async () => null, { heartbeatMs: 10 });
  await next(events);
  expect(await next(events)).toBe(": still here\n\n");
});

it.each<[string, (opened: ReturnType<typeof open>) => void, object]>([
  ["the client goes", ({ gone }) => gone.abort(), {}],
  ["its life is over", () => undefined, { lifeMs: 30 }],
])("ends when %s", async (_, end, times) => {
  const opened = open(async () => null, times);
  await next(opened.events);
  const waiting = next(opened.events);
  await new Promise(setImmediate);
  end(opened);
  expect(await waiting).toBeUndefined();
  expect(opened.state.listeners).toBe(0);
});

it("ends for somebody who may not listen any more, and hears less when less may be seen", async () => {
  let own: ReadonlySet<string> | null = new Set(["a", "b"]);
  let isAllowed = true;
  const listOwn = async () => {
    if (!isAllowed) throw new Error("signed out");
    return own;
  };
  const { events, tell, state } = open(listOwn, { checkMs: 20 });
  await next(events);
  own = new Set(["b"]);
  const waiting = next(events);
  await new Promise((resolve) => setTimeout(resolve, 60));
  tell(hint(["a"], "performance"));
  tell(hint(["b"], "performance"));
  expect(told(await waiting).campaigns).toEqual(["b"]);
  isAllowed = false;
  expect(await next(events)).toBeUndefined();
  expect(state.listeners).toBe(0);
});

it("names campaigns up to a bound", () => {
  const many = Array.from({ length: mostNamedCampaigns }, (_, index) => `c${index}`);
  expect(mergeHints(hint(many, "alerts"), hint(["c1"], "alerts"))).toEqual(hint(many, "alerts"));
  expect(mergeHints(hint(many, "alerts"), hint(["one more"], "alerts")).campaigns).toBeNull();
  expect(mergeHints(hint(null, "alerts"), hint(["a"], "freshness"))).toEqual(hint(null, "alerts", "freshness"));
});
