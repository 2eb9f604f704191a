import { externalIdSchema } from "@/lib/contracts/primitives";
import type { Catalogue, References } from "./enrich/catalogue";
import type { Named, RejectedRecord } from "./staged";

/** Years that ISO 8601 and PostgreSQL write alike. */
const [firstTime, lastTime] = [Date.UTC(1900, 0), Date.UTC(9000, 0)];

/** Gives the ids that refused records named and that may be in the catalogue, each once. */
export function namedReferences(rejected: readonly RejectedRecord[]): References {
  const ids = (pick: (named: Named) => unknown) => [
    ...new Set(rejected.map(({ named }) => (named ? idOf(pick(named)) : null)).filter((id) => id !== null)),
  ];
  return { campaignIds: ids((named) => named.campaignId), creativeIds: ids((named) => named.creativeId) };
}

/**
 * Says of refused records what they would have been, to which campaign they belong, where they named one that the catalogue knows, itself
 * or by its creative, and when they happened, where that can be read.
 */
export function placeRejects(
  rejected: readonly RejectedRecord[],
  { campaigns, creatives }: Catalogue,
): RejectedRecord[] {
  return rejected.map((reject) => {
    const { named } = reject;
    if (!named) return reject;
    const campaignId = idOf(named.campaignId);
    const known =
      campaignId !== null && campaigns.has(campaignId) ? campaignId : creatives.get(idOf(named.creativeId) ?? "");
    const eventAt = timeOf(named.occurredAt);
    return {
      ...reject,
      ...(named.kind === undefined ? {} : { eventKind: named.kind }),
      ...(known === undefined ? {} : { campaignId: known }),
      ...(eventAt === undefined ? {} : { eventAt }),
    };
  });
}

function idOf(value: unknown): string | null {
  const parsed = externalIdSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}

function timeOf(value: unknown): number | undefined {
  return typeof value === "number" && value >= firstTime && value <= lastTime ? Math.trunc(value) : undefined;
}
