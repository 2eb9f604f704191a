import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { type PersonPatch, roleSchema } from "@/lib/contracts/people";
import { AppError } from "@/lib/errors";
import type { AdministrationScope } from "@/lib/scope";
import { insertAudit } from "@/lib/storage/insert-audit";
import { getPrisma, type Transaction } from "@/lib/storage/prisma";
import { requireAdvertisers, setAdvertisers } from "./advertisers-of";

const storedSchema = z.object({
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  advertiserIds: z.array(z.string()).nullable(),
  disabled: z.boolean(),
});
type Stored = z.infer<typeof storedSchema>;

/** Who changes whom. */
export interface PersonChange {
  actor: string;
  /** The person who changes; nobody takes their own role or access away, by mistake or under pressure. */
  actorId: string;
  userId: string;
}

/**
 * Changes somebody's name, role, advertisers, or whether they may sign in. Who is disabled, or may see or do less,
 * has to sign in anew: their sessions end.
 * @throws AppError `not_found`; `conflict` for one's own role, or the last administrator; `invalid_request`
 */
export async function changePerson(
  _scope: AdministrationScope,
  { actor, actorId, userId }: PersonChange,
  patch: PersonPatch,
  prisma = getPrisma(),
): Promise<void> {
  await prisma.$transaction(async (db) => {
    await lockPeople(db);
    const before = await readPerson(db, userId);
    const after: Stored = { ...before, ...patch };
    if (isDeepStrictEqual(before, after)) return;
    await requireAllowed(db, { before, after, isSelf: userId === actorId, userId });
    await requireAdvertisers(db, patch.advertiserIds);
    await db.user.update({
      where: { id: userId },
      data: {
        name: after.name,
        role: after.role,
        allAdvertisers: after.advertiserIds === null,
        ...(before.disabled === after.disabled ? {} : { disabledAt: after.disabled ? new Date() : null }),
      },
    });
    await setAdvertisers(db, userId, after.advertiserIds ?? []);
    const isNameOnly = isDeepStrictEqual({ ...before, name: after.name }, after);
    if (!isNameOnly) await db.session.deleteMany({ where: { userId } });
    await insertAudit(db, [{ actor, action: "person.update", subject: `person:${userId}`, before, after }]);
  });
}

/** One change of people at a time, so that two administrators cannot take each other's role at once. */
async function lockPeople(db: Transaction): Promise<void> {
  await db.$executeRaw`select 1 from app_user where role = 'admin' order by id for update`;
}

async function readPerson(db: Transaction, userId: string): Promise<Stored> {
  const user = await db.user.findUnique({ where: { id: userId }, include: { advertisers: true } });
  if (!user) throw personNotFound();
  const advertiserIds = user.allAdvertisers ? null : user.advertisers.map(({ advertiserId }) => advertiserId).sort();
  return storedSchema.parse({ ...user, advertiserIds, disabled: user.disabledAt !== null });
}

interface Asked {
  before: Stored;
  after: Stored;
  isSelf: boolean;
  userId: string;
}

async function requireAllowed(db: Transaction, { before, after, isSelf, userId }: Asked): Promise<void> {
  const keepsAccess = before.role === after.role && before.disabled === after.disabled;
  if (isSelf && !keepsAccess) {
    throw new AppError("conflict", "Nobody changes their own role or disables themselves: ask another administrator.");
  }
  const staysAdmin = after.role === "admin" && !after.disabled;
  if (before.role !== "admin" || before.disabled || staysAdmin) return;
  const others = await db.user.count({ where: { role: "admin", disabledAt: null, id: { not: userId } } });
  if (others === 0) throw new AppError("conflict", "This is the last administrator: make somebody else one first.");
}

export function personNotFound(): AppError {
  return new AppError("not_found", "There is nobody with this id; GET /api/people lists everybody.");
}
