import type { EventKind } from "@/lib/contracts/kinds";
import { raiseWatermarks } from "@/lib/storage/correlation/raise-watermarks";
import { listChunkSpans } from "@/lib/storage/rollup/list-chunk-spans";
import { listFrontiers } from "@/lib/storage/rollup/list-frontiers";
import { listTouched, type Touched } from "@/lib/storage/rollup/list-touched";
import { refreshAggregate } from "@/lib/storage/rollup/refresh-aggregate";
import { groupTimes, type TimeRange } from "@/workers/runtime/group-times";
import type { RoleContext } from "@/workers/runtime/role";
import { type AggregatedTable, aggregatedTables, families, levels, viewName } from "./aggregates";
import { Frontiers } from "./frontiers";
import { Pace } from "./pace";
import { nextForwardAt, planForward } from "./plan-forward";
import { planLate, type Refresh } from "./plan-late";
import { Restater } from "./restate/restater";
import { floorTo } from "./windows";

const dayMs = 86_400_000;
/** So many touched ranges are taken at once. */
const takeRows = 5000;
/** Fewer than that in a second is a calm moment, in which the frontier may move … */
const calmRows = 20;
/** … and after this long it moves in any case. */
const forwardPatienceMs = 2 * 60_000;
/** How long the frontier is moved in one cycle, so that late events are not kept waiting. */
const forwardBudgetMs = 1000;

type Context = Pick<RoleContext, "prisma" | "log" | "clock" | "env">;

/** Keeps the continuous aggregates true: what was touched late is refreshed, and the frontier moves on with time. */
export class Rollup {
  readonly #frontiers = new Frontiers();
  /** The frontier rests until then; 0 when it is on its way. */
  #forwardAt = 0;
  #forwardWaitsSince: number | undefined;
  readonly #restater: Restater;

  /** @param onLate is called when figures of the past have changed */
  constructor(
    readonly context: Context,
    readonly onLate: () => void = () => {},
  ) {
    this.#restater = new Restater(context);
  }

  /**
   * One round: takes touched ranges, refreshes the late ones, moves the frontier if it is time, and compares
   * days that are over with what was reported of them. Touched ranges are deleted after everything under them is
   * refreshed; a fault leaves them for the next round.
   * @returns whether there is more to do at once
   */
  async cycle(signal: AbortSignal): Promise<{ more: boolean }> {
    const { prisma } = this.context;
    const touched = await listTouched(prisma, takeRows);
    // read after the touched ranges: what they touched is then either below the frontier or not yet under it
    this.#frontiers.read(await listFrontiers(prisma));
    if (touched.length > 0 && !(await this.#refreshLate(touched, signal))) return { more: false };
    const stepped = await this.#moveForward(touched, signal);
    const restated = await this.#restater.work(signal);
    return { more: touched.length === takeRows || stepped || restated.more };
  }

  /** @returns false when it was stopped before the end */
  async #refreshLate(touched: readonly Touched[], signal: AbortSignal): Promise<boolean> {
    const { prisma } = this.context;
    const ranges = Object.fromEntries(
      ([...aggregatedTables, "impression_bid"] as const).map((table) => [
        table,
        touched.filter((each) => each.kind === table),
      ]),
    );
    const pace = new Pace();
    const refreshes = planLate(ranges, this.#frontiers.all(), this.#notBefore());
    for (const late of refreshes) {
      for (let { from } = late; from < late.to; ) {
        if (signal.aborted) return false;
        const part = pace.first(late.table, late.level, { from, to: late.to });
        await this.#refresh({ ...late, ...part }, pace);
        from = part.to;
      }
    }
    await raiseWatermarks(prisma, "aggregated", aggregatedMarks(touched));
    await this.#restater.settle(touched);
    if (refreshes.length > 0) this.onLate();
    return true;
  }

  /** @returns whether there are steps left */
  async #moveForward(touched: readonly Touched[], signal: AbortSignal): Promise<boolean> {
    const now = this.context.clock.now().getTime();
    if (this.#hasFirstData(touched)) this.#forwardAt = 0;
    if (now < this.#forwardAt) return false;
    this.#forwardWaitsSince ??= now;
    if (touched.length >= calmRows && now - this.#forwardWaitsSince < forwardPatienceMs) return false;
    const pace = new Pace();
    const end = performance.now() + forwardBudgetMs;
    while (!signal.aborted && performance.now() < end) {
      const steps = planForward(this.#frontiers.all(), await this.#data(), now, this.#notBefore(), pace);
      if (steps.length === 0) {
        this.#forwardAt = nextForwardAt(now);
        this.#forwardWaitsSince = undefined;
        return false;
      }
      for (const step of steps) {
        if (step.refresh && (signal.aborted || performance.now() >= end)) return true;
        if (step.refresh) await this.#refresh(step.refresh, pace);
        this.#frontiers.step(step.view, step.frontier);
      }
    }
    return true;
  }

  async #refresh(refresh: Refresh, pace: Pace): Promise<void> {
    const startedAt = performance.now();
    await refreshAggregate(this.context.prisma, refresh);
    const { view, from, to } = refresh;
    const tookMs = Math.round(performance.now() - startedAt);
    pace.note(refresh.table, tookMs);
    this.context.log.debug({ view, from: new Date(from), to: new Date(to), tookMs }, "refreshed");
  }

  /** Whether a table was touched of which nothing is materialised yet. */
  #hasFirstData(touched: readonly Touched[]): boolean {
    const frontiers = this.#frontiers.all();
    const tables = new Set<string>(touched.map((each) => each.kind));
    return aggregatedTables.some(
      (table) => tables.has(table) && families[table].some((family) => !frontiers.has(viewName(family, levels[0]))),
    );
  }

  /** Where the tables have data: the time spans of their chunks, joined. */
  async #data(): Promise<Partial<Record<AggregatedTable, TimeRange[]>>> {
    const spans = await listChunkSpans(this.context.prisma, aggregatedTables);
    return Object.fromEntries(
      aggregatedTables.map((table) => [
        table,
        groupTimes(
          spans.filter((span) => span.table === table),
          0,
        ),
      ]),
    );
  }

  /** The first day of which retention has dropped nothing. */
  #notBefore(): number {
    return floorTo(dayMs, this.context.clock.now().getTime() - this.context.env.RETENTION_DAYS * dayMs) + dayMs;
  }
}

/** What a conversion counts for stands in its credits, so those say when it is aggregated. */
const eventKindOf: Partial<Record<Touched["kind"], EventKind>> = {
  impression: "impression",
  click: "click",
  bid_request: "bid_request",
  conversion_credit: "conversion",
};

function aggregatedMarks(touched: readonly Touched[]): { sourceId: string; kind: EventKind; at: number }[] {
  return touched.flatMap(({ sourceId, kind, to }) => {
    const event = eventKindOf[kind];
    // what the catalogue changed came from no source
    return event && sourceId !== "" ? [{ sourceId, kind: event, at: to }] : [];
  });
}
