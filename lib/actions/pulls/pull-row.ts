import { z } from "zod";
import { ingestKindSchema } from "@/lib/contracts/kinds";
import { pullLocationSchema } from "@/lib/contracts/pull";
import type { Database } from "@/lib/storage/prisma";

const rowSchema = z.object({
  name: z.string(),
  kind: ingestKindSchema,
  location: pullLocationSchema,
  pattern: z.string(),
  contentType: z.string().nullable(),
  everySeconds: z.number(),
  enabled: z.boolean(),
  sealed: z.instanceof(Uint8Array).nullable(),
});

/** What a person sets of a pull; the secret sealed. */
export type PullRow = Omit<z.infer<typeof rowSchema>, "sealed"> & { sealed: Uint8Array | null };

/** Reads a pull of that source and holds its row until the transaction ends; null when there is none. */
export async function lockPull(
  database: Pick<Database, "$queryRaw">,
  { sourceId, pullId }: { sourceId: string; pullId: string },
): Promise<PullRow | null> {
  const rows = await database.$queryRaw`
    select name, kind, location, pattern, content_type as "contentType", every_seconds as "everySeconds", enabled, sealed
    from pull
    where id = ${pullId} and source_id = ${sourceId}
    for update`;
  return z.array(rowSchema).parse(rows)[0] ?? null;
}

/** A pull as the audit log keeps it: of the secret only whether there is one. */
export function audited({ sealed, ...settings }: PullRow): Omit<PullRow, "sealed"> & { hasSecret: boolean } {
  return { ...settings, hasSecret: sealed !== null };
}
