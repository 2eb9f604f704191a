import { z } from "zod";
import { type People, roleSchema } from "@/lib/contracts/people";
import type { AdministrationScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";

const most = 5_000;
const time = z.date().transform((at) => at.toISOString());
const advertisers = z.array(z.object({ id: z.string(), name: z.string() })).nullable();

const peopleRowsSchema = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: roleSchema,
    advertisers,
    hasSecondFactor: z.boolean(),
    lastSeenAt: time.nullable(),
    sessions: z.number().int(),
    createdAt: time,
    disabledAt: time.nullable(),
  }),
);
const invitationRowsSchema = z.array(
  z.object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: roleSchema,
    advertisers,
    createdBy: z.string(),
    createdAt: time,
    expiresAt: time,
  }),
);

/** `GET /api/people`: everybody by name, and the invitations that are open, the newest first. */
export async function listPeople(_scope: AdministrationScope, db: Database = getPrisma()): Promise<People> {
  const [people, invitations] = await Promise.all([
    db.$queryRaw`
      select person.id, person.name, email, role, two_factor_enabled as "hasSecondFactor",
        seen.at as "lastSeenAt", coalesce(seen.open, 0)::int as sessions,
        person.created_at as "createdAt", disabled_at as "disabledAt",
        case when not (all_advertisers or role in ('admin', 'analyst')) then coalesce((
          select json_agg(json_build_object('id', advertiser.id, 'name', advertiser.name) order by advertiser.name)
          from advertiser_access join advertiser on advertiser.id = advertiser_id
          where user_id = person.id
        ), '[]') end as advertisers
      from app_user person
      left join lateral (
        select max(updated_at) as at, count(*) filter (where expires_at > now()) as open
        from session where user_id = person.id
      ) seen on true
      order by person.name, person.id
      limit ${most}`,
    db.$queryRaw`
      select id, email, name, role, created_by as "createdBy", created_at as "createdAt", expires_at as "expiresAt",
        case when not (all_advertisers or role in ('admin', 'analyst')) then coalesce((
          select json_agg(json_build_object('id', advertiser.id, 'name', advertiser.name) order by advertiser.name)
          from advertiser where advertiser.id = any(advertiser_ids)
        ), '[]') end as advertisers
      from one_time_link
      where kind = 'invitation' and used_at is null and revoked_at is null and expires_at > now()
      order by created_at desc, id
      limit ${most}`,
  ]);
  return { people: peopleRowsSchema.parse(people), invitations: invitationRowsSchema.parse(invitations) };
}
