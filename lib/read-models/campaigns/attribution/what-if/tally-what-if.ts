import { setImmediate } from "node:timers/promises";
import { affectedSpan } from "@/lib/attribution/affected-span";
import { JourneyWalk, type PairResult } from "@/lib/attribution/correlate-pair";
import { type CampaignRules, type Credit, compareJourney, type JourneyEvent } from "@/lib/attribution/journey";
import { maxWhatIfConversions } from "@/lib/contracts/attribution";
import type { AttributionModel } from "@/lib/contracts/catalog";
import { AppError } from "@/lib/errors";
import { CreditTally } from "@/lib/read-models/campaigns/attribution/credit-tally";
import type { Groups } from "@/lib/read-models/campaigns/attribution/groups";
import type { Traffic } from "@/lib/read-models/campaigns/metrics";
import type { ReportRange } from "@/lib/read-models/campaigns/resolve-range";
import type { Database } from "@/lib/storage/prisma";
import { listConvertingUsers } from "./list-converting-users";
import { loadJourneySlice, loadJourneys, type WhatIfEvent, type WhatIfSpan } from "./load-events";

/**
 * What is loaded at a time, and in all: a journey of more events is walked in slices, and more events than
 * `events` nobody waits for.
 */
const limitsOfProduct = { conversions: maxWhatIfConversions, users: 150, journeyEvents: 400, events: 1_000_000 };
/** The process has other requests to answer. */
const giveWayMs = 15;

export interface WhatIfQuery {
  campaignId: string;
  range: ReportRange;
  /** With the windows asked for. */
  rules: CampaignRules;
  models: readonly AttributionModel[];
  traffic: Traffic;
  groups: Groups;
}

/**
 * Works the conversions of a range out again with other rules, by the walk that role correlate takes, and adds up
 * what they would give. Journeys are loaded some at a time, and nothing is written.
 * @param signal stops it when nobody waits any more
 * @throws AppError `invalid_request` where there is too much of it
 */
export async function tallyWhatIf(
  db: Database,
  query: WhatIfQuery,
  signal: AbortSignal,
  limits = limitsOfProduct,
): Promise<CreditTally> {
  const { campaignId, range, rules } = query;
  const { conversions, users } = await listConvertingUsers(db, campaignId, range, limits.conversions);
  if (conversions > limits.conversions) throw tooMuch(`${limits.conversions} conversions`);
  const run = new WhatIfRun(query);
  for (let start = 0; start < users.length; start += limits.users) {
    const spans = users.slice(start, start + limits.users).map(({ userKey, first, last }) => ({
      ...{ userKey, first, last },
      lookFrom: affectedSpan({ from: first, to: last }, rules).lookFrom,
    }));
    const journeys = await loadJourneys(db, campaignId, spans, limits.journeyEvents);
    for (const [index, span] of spans.entries()) {
      const events = journeys[index] ?? [];
      const slices =
        events.length > limits.journeyEvents ? longJourney(db, campaignId, span, limits.journeyEvents) : [events];
      await run.walk(slices);
      if (run.events > limits.events) throw tooMuch(`${limits.events} events of users who converted`);
      signal.throwIfAborted();
    }
  }
  return run.tally;
}

/** The walk over many journeys, and what it has come to. */
class WhatIfRun {
  readonly tally = new CreditTally();
  events = 0;
  #workedSince = performance.now();

  constructor(readonly query: WhatIfQuery) {}

  /** @param slices of one journey, each in any order and later than the one before */
  async walk(slices: Iterable<WhatIfEvent[]> | AsyncIterable<WhatIfEvent[]>): Promise<void> {
    const walk = new JourneyWalk(
      this.query.rules,
      (event: JourneyEvent & { isRepeat?: boolean }) => event.isRepeat === true,
    );
    for await (const slice of slices) {
      const result: PairResult = { clicks: [], credits: [] };
      for (const event of slice.sort(compareJourney)) walk.step(event, result);
      for (const credit of result.credits) this.#count(credit);
      this.events += slice.length;
      if (performance.now() - this.#workedSince < giveWayMs) continue;
      await setImmediate();
      this.#workedSince = performance.now();
    }
  }

  #count(credit: Credit): void {
    const { models, traffic, groups } = this.query;
    if (traffic === "net" && credit.filtered) return;
    // one row a model, and the same under every model
    if (credit.touchKind === "none" && credit.model === models[0]) this.tally.unattributed += 1;
    if (credit.touchKind === "none" || credit.touchKind === "repeat" || !models.includes(credit.model)) return;
    this.tally.add(groups.of(credit), credit.model, {
      clickMicros: credit.touchKind === "click" ? credit.creditMicros : 0n,
      viewMicros: credit.touchKind === "view" ? credit.creditMicros : 0n,
      revenueMicros: credit.revenueMicros,
      costMicros: credit.costMicros,
    });
  }
}

async function* longJourney(
  db: Database,
  campaignId: string,
  span: WhatIfSpan,
  limit: number,
): AsyncGenerator<WhatIfEvent[]> {
  let after: Pick<JourneyEvent, "kind" | "at" | "eventId"> = { kind: "impression", at: span.lookFrom, eventId: "" };
  for (;;) {
    const slice = await loadJourneySlice(db, campaignId, span, after, limit);
    after = slice.toSorted(compareJourney).at(-1) ?? after;
    yield slice;
    if (slice.length < limit) return;
  }
}

function tooMuch(what: string): AppError {
  const message = `The range has more than ${what}, too much to work out again while you wait; choose a shorter range.`;
  return new AppError("invalid_request", message, { issues: [{ path: "from", message }] });
}
