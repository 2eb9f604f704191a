import { markOf, type RateLimit } from "@/lib/contracts/traffic";
import type { MarkedSpan, Stretch } from "./marked-span";

/** The rules that count one key's events, and whose key it is. */
export const rateRules = { user: "user_rate", address: "address_rate", site: "site_rate" } as const;
export type RateRule = (typeof rateRules)[keyof typeof rateRules];

interface Span {
  from: number;
  to: number;
}

/**
 * Finds the events of one key and kind that are too many. An event is marked when some half-open window
 * [s, s + seconds) that contains it holds more than `events` of them; that is, when it belongs to
 * `events + 1` events in a row of which the last comes less than `seconds` after the first. So it is
 * enough to remember `events` times.
 */
export class RateWalk {
  readonly #latest: number[];
  #steps = 0;
  /** In order, apart from each other. */
  readonly spans: Span[] = [];

  constructor(readonly limit: Pick<RateLimit, "seconds" | "events">) {
    this.#latest = [];
  }

  /** @param at the next event's time, epoch milliseconds, not before the one before it */
  step(at: number): void {
    const { events, seconds } = this.limit;
    const slot = this.#steps % events;
    const first = this.#latest[slot];
    this.#latest[slot] = at;
    this.#steps += 1;
    if (first === undefined || at - first >= seconds * 1000) return;
    const last = this.spans.at(-1);
    if (last && first <= last.to) last.to = at;
    else this.spans.push({ from: first, to: at });
  }
}

/** Gives the stretches of time whose events are too many for one limit. */
export function rateSpans(times: Iterable<number>, limit: Pick<RateLimit, "seconds" | "events">): Span[] {
  const walk = new RateWalk(limit);
  for (const at of times) walk.step(at);
  return walk.spans;
}

/**
 * Gives the marks of a rate rule for the events of one key and kind. Every event counts in its windows,
 * whatever was set at its time; the setting at the judged event's time decides whether it is too many.
 * @param times of the key's events of that kind, in order
 * @returns in order, apart from each other
 */
export function rateMarks(
  rule: RateRule,
  kind: RateLimit["kind"],
  times: readonly number[],
  stretches: readonly Stretch<{ limits: RateLimit[] }>[],
): MarkedSpan[] {
  return stretches.flatMap(({ from, to, setting }) => {
    const spans = setting.params.limits
      .filter((limit) => limit.kind === kind)
      .flatMap((limit) => rateSpans(times, limit))
      .filter((span) => span.from <= to && span.to >= from)
      .map((span) => ({ from: Math.max(span.from, from), to: Math.min(span.to, to) }));
    return union(spans).map((span) => ({ ...span, mark: markOf(rule, setting.version) }));
  });
}

function union(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else joined.push({ ...span });
  }
  return joined;
}
