import type { ClickMatch, Credit } from "@/lib/attribution/journey";
import { insertTouchedRanges } from "@/lib/storage/correlation/insert-touched-ranges";
import { updateClickMatches } from "@/lib/storage/correlation/update-click-matches";
import { writeCredits } from "@/lib/storage/correlation/write-credits";
import type { Database } from "@/lib/storage/prisma";
import { groupTimes, type TimeRange } from "@/workers/runtime/group-times";

/** Touched times at most this far apart are told to role `rollup` as one range. */
const gapMs = 60 * 60_000;
/** Credits are written at about this many rows a statement; a conversion has at most 152. */
const flushRows = 5000;

/** Whose data it was that changed something, and why it came. */
export type TouchedBy = Parameters<typeof insertTouchedRanges>[1];

/** Gathers the answers of many journeys and writes them a few thousand rows at a time. */
export class ResultWriter {
  readonly #clicks: (ClickMatch & { campaignId: string })[] = [];
  readonly #credits: (Credit & { campaignId: string })[] = [];
  readonly #touched: { click: TimeRange[]; conversion_credit: TimeRange[] } = { click: [], conversion_credit: [] };

  readonly #campaignIds = new Set<string>();

  constructor(
    readonly db: Database,
    readonly touchedBy: TouchedBy,
  ) {}

  /** Takes the answers of one journey; all credits of a conversion must come in one call. */
  async add(campaignId: string, result: { clicks: readonly ClickMatch[]; credits: readonly Credit[] }): Promise<void> {
    this.#campaignIds.add(campaignId);
    for (const match of result.clicks) this.#clicks.push({ ...match, campaignId });
    for (const group of byConversion(result.credits)) {
      for (const credit of group) this.#credits.push({ ...credit, campaignId });
      if (this.#credits.length >= flushRows) await this.#flush();
    }
    if (this.#clicks.length >= flushRows) await this.#flush();
  }

  /** Writes the rest, and which event time was changed. */
  async finish(): Promise<void> {
    await this.#flush();
    await insertTouchedRanges(
      this.db,
      this.touchedBy,
      (["click", "conversion_credit"] as const).flatMap((kind) =>
        groupTimes(this.#touched[kind], gapMs).map((range) => ({ kind, ...range })),
      ),
      this.#campaignIds,
    );
  }

  async #flush(): Promise<void> {
    this.#touched.click.push(...(await updateClickMatches(this.db, this.#clicks.splice(0))));
    this.#touched.conversion_credit.push(...(await writeCredits(this.db, this.#credits.splice(0))));
  }
}

/** The credits come conversion by conversion from a walk. */
function* byConversion(credits: readonly Credit[]): Generator<Credit[]> {
  let group: Credit[] = [];
  for (const credit of credits) {
    const first = group[0];
    if (first && (first.conversionId !== credit.conversionId || first.at !== credit.at)) {
      yield group;
      group = [];
    }
    group.push(credit);
  }
  if (group.length > 0) yield group;
}
