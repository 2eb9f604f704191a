import { z } from "zod";
import type { Database } from "@/lib/storage/prisma";

const rowsSchema = z.tuple([z.object({ openIssues: z.number(), activeKeys: z.number(), activeSecrets: z.number() })]);

/** A source's open issues, and its keys and secrets that work at an instant. */
export async function countBelongings(db: Database, sourceId: string, now: Date) {
  const at = now.toISOString();
  const [counts] = rowsSchema.parse(
    await db.$queryRaw`
      select
        (select count(*) from quality_issue where source_id = ${sourceId} and state = 'open')::float8 as "openIssues",
        (
          select count(*) from api_key
          where source_id = ${sourceId} and revoked_at is null and coalesce(expires_at > ${at}::timestamptz, true)
        )::float8 as "activeKeys",
        (
          select count(*) from signing_secret
          where source_id = ${sourceId} and revoked_at is null and coalesce(expires_at > ${at}::timestamptz, true)
        )::float8 as "activeSecrets"`,
  );
  return counts;
}
