import type { Database } from "@/lib/storage/prisma";

/**
 * Says of a campaign whose last job of kind `reach` is done that its users are counted; and of its advertiser, and of
 * everything, where no such job of any of their campaigns is open. Belongs in the transaction that closes the job,
 * after it was closed.
 */
export async function markReachReady(db: Database, campaignId: string): Promise<void> {
  await db.$executeRaw`
    with open as materialized (
      select distinct job.campaign_id, campaign.advertiser_id
      from correlate_job job left join campaign on campaign.id = job.campaign_id
      where job.kind = 'reach' and job.state <> 'done'
    )
    update reach_scope s set ready = true
    where not s.ready and case s.kind
      when 'campaign' then s.ref = ${campaignId} and not exists (select from open where open.campaign_id = s.ref)
      when 'advertiser' then s.ref = (select advertiser_id from campaign where id = ${campaignId})
        and not exists (select from open where open.advertiser_id = s.ref)
      else not exists (select from open) end`;
}
