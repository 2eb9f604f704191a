import { z } from "zod";
import { type AttributionModel, attributionModelSchema } from "@/lib/contracts/catalog";
import type { ConversionState } from "@/lib/contracts/conversions";
import type { Database } from "@/lib/storage/prisma";
import type { StoredConversion } from "./find-conversion";

/** As `conversion_credit` keeps them; `touchAt` is epoch milliseconds. */
const rowSchema = z.object({
  model: attributionModelSchema,
  touchKind: z.enum(["click", "view", "none", "repeat"]),
  touchId: z.string().nullable(),
  touchAt: z.number().nullable(),
  creativeId: z.string(),
  site: z.string(),
  device: z.string(),
  country: z.string(),
  creditMicros: z.bigint(),
  revenueMicros: z.bigint(),
  costMicros: z.bigint(),
});
export type StoredCredit = z.infer<typeof rowSchema>;

/** Reads what every model gives to whom for one conversion: at most 5 × 50 rows. */
export async function listStoredCredits(
  db: Database,
  { campaignId, occurredAt, eventId }: Pick<StoredConversion, "campaignId" | "occurredAt" | "eventId">,
): Promise<StoredCredit[]> {
  const rows = await db.$queryRaw`
    select model, touch_kind as "touchKind", touch_id as "touchId",
      (extract(epoch from touch_at) * 1000)::float8 as "touchAt", creative_id as "creativeId", site, device, country,
      credit_micros as "creditMicros", revenue_micros as "revenueMicros", cost_micros as "costMicros"
    from conversion_credit
    where campaign_id = ${campaignId} and occurred_at = ${occurredAt.toISOString()}::timestamptz
      and conversion_id = ${eventId}
    order by model, position`;
  return z.array(rowSchema).parse(rows);
}

/** What the credits of one conversion under one model say of it; none at all: nobody has looked yet. */
export function stateOf(credits: readonly Pick<StoredCredit, "touchKind">[]): ConversionState {
  const kind = credits[0]?.touchKind;
  if (kind === undefined) return "pending";
  if (kind === "none") return "unattributed";
  return kind === "repeat" ? "repeated_order" : "credited";
}

/** The credits of one model. */
export function ofModel(credits: readonly StoredCredit[], model: AttributionModel): StoredCredit[] {
  return credits.filter((credit) => credit.model === model);
}
