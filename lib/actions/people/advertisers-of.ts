import { z } from "zod";
import { AppError } from "@/lib/errors";
import type { Database } from "@/lib/storage/prisma";

const rowsSchema = z.array(z.object({ id: z.string() }));

/**
 * Requires that every advertiser is in the catalogue.
 * @param ids null: every one
 * @throws AppError `invalid_request` that names the first that is not
 */
export async function requireAdvertisers(
  db: Pick<Database, "$queryRaw">,
  ids: readonly string[] | null | undefined,
): Promise<void> {
  if (!ids || ids.length === 0) return;
  const rows = await db.$queryRaw`select id from advertiser where id = any(${ids}::text[])`;
  const known = new Set(rowsSchema.parse(rows).map(({ id }) => id));
  const index = ids.findIndex((id) => !known.has(id));
  if (index < 0) return;
  const [path, message] = [`advertiserIds[${index}]`, `\`${ids[index]}\` is not in the catalogue`];
  throw new AppError("invalid_request", `The request is not valid: \`${path}\` ${message}.`, {
    issues: [{ path, message }],
  });
}

/** Gives a person these advertisers and no other. */
export async function setAdvertisers(db: Database, userId: string, ids: readonly string[]): Promise<void> {
  await db.$executeRaw`
    delete from advertiser_access where user_id = ${userId} and advertiser_id <> all(${ids}::text[])`;
  await db.$executeRaw`
    insert into advertiser_access (user_id, advertiser_id) select ${userId}, id from unnest(${ids}::text[]) as given (id)
    on conflict do nothing`;
}
