import { z } from "zod";
import type { Database } from "@/lib/storage/prisma";

const rowsSchema = z.array(z.object({ id: z.string() }));

/** The advertisers that were given to a person, in the order of their ids. */
export async function listGrantedAdvertisers(db: Pick<Database, "$queryRaw">, userId: string): Promise<string[]> {
  const rows = await db.$queryRaw`
    select advertiser_id as id from advertiser_access where user_id = ${userId} order by advertiser_id`;
  return rowsSchema.parse(rows).map(({ id }) => id);
}
