import { z } from "zod";
import { type Account, accountSchema } from "@/lib/contracts/account";
import type { PersonScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";

/** `GET /api/account`: who has signed in, and whose advertisers they see. */
export async function getAccount({ userId }: PersonScope, db: Database = getPrisma()): Promise<Account> {
  const rows = await db.$queryRaw`
    select person.id, person.name, email, role, two_factor_enabled as "hasSecondFactor",
      case when not (all_advertisers or role in ('admin', 'analyst')) then coalesce((
        select json_agg(json_build_object('id', advertiser.id, 'name', advertiser.name) order by advertiser.name)
        from advertiser_access join advertiser on advertiser.id = advertiser_id where user_id = person.id
      ), '[]') end as advertisers
    from app_user person where person.id = ${userId}`;
  return z.tuple([accountSchema]).parse(rows)[0];
}
