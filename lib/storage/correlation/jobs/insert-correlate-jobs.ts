import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";

/** `credits`: matches and credits of a campaign; `reach`: the active days of its users. */
export type CorrelateJobKind = "credits" | "reach";

/** Leaves campaigns for role `correlate` to work out again; belongs in the transaction of what made it necessary. */
export async function insertCorrelateJobs(
  db: Database,
  kind: CorrelateJobKind,
  campaignIds: readonly string[],
  createdBy: string,
): Promise<void> {
  if (campaignIds.length === 0) return;
  await db.$executeRaw`
    insert into correlate_job (kind, campaign_id, created_by)
    select ${kind}, id, ${createdBy} from unnest(${pgArray(campaignIds)}::text[]) as campaign (id) order by id`;
}
