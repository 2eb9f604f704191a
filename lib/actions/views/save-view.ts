import { randomUUID } from "node:crypto";
import { mostViews, type SavedView, type ViewInput, type ViewPatch, viewScreenSchema } from "@/lib/contracts/views";
import { AppError } from "@/lib/errors";
import type { PersonScope } from "@/lib/scope";
import { getPrisma, type Transaction } from "@/lib/storage/prisma";

/*
 * A view is nobody's business but its owner's, and changes no figure: it leaves no line in the audit log.
 */

/**
 * Keeps a view under a name; one of the same name is replaced.
 * @throws AppError `conflict` when the person has as many as may be
 */
export async function insertView({ userId }: PersonScope, view: ViewInput, prisma = getPrisma()): Promise<SavedView> {
  const { screen, name, query } = view;
  return await prisma.$transaction(async (db) => {
    await lockOwner(db, userId);
    const same = await db.savedView.findUnique({ where: { userId_screen_name: { userId, screen, name } } });
    if (same) return toView(await db.savedView.update({ where: { id: same.id }, data: { query } }));
    if ((await db.savedView.count({ where: { userId, screen } })) >= mostViews)
      throw new AppError("conflict", `You have ${mostViews} views of this screen already; delete one first.`);
    return toView(await db.savedView.create({ data: { id: randomUUID(), userId, screen, name, query } }));
  });
}

/**
 * Changes one of a person's own views.
 * @throws AppError `not_found`, also for somebody else's; `conflict` for a name that another view has
 */
export async function updateView(
  { userId }: PersonScope,
  id: string,
  { name, query, isDefault }: ViewPatch,
  prisma = getPrisma(),
): Promise<SavedView> {
  return await prisma.$transaction(async (db) => {
    await lockOwner(db, userId);
    const view = await db.savedView.findFirst({ where: { id, userId } });
    if (!view) throw noSuchView();
    const { screen } = view;
    if (name !== undefined && (await db.savedView.findFirst({ where: { userId, screen, name, id: { not: id } } })))
      throw new AppError("conflict", "Another of your views has this name.");
    if (isDefault) await db.savedView.updateMany({ where: { userId, screen }, data: { isDefault: false } });
    return toView(await db.savedView.update({ where: { id }, data: { name, query, isDefault } }));
  });
}

/**
 * Forgets one of a person's own views.
 * @throws AppError `not_found`, also for somebody else's
 */
export async function deleteView({ userId }: PersonScope, id: string, prisma = getPrisma()): Promise<void> {
  const { count } = await prisma.savedView.deleteMany({ where: { id, userId } });
  if (count === 0) throw noSuchView();
}

/** Two windows of one person must not both find room for the last view, or a free name. */
async function lockOwner(db: Transaction, userId: string): Promise<void> {
  await db.$queryRaw`select id from app_user where id = ${userId} for update`;
}

function noSuchView(): AppError {
  return new AppError("not_found", "You have no view with this id.");
}

function toView(row: { id: string; screen: string; name: string; query: string; isDefault: boolean }): SavedView {
  const { id, screen, name, query, isDefault } = row;
  return { id, screen: viewScreenSchema.parse(screen), name, query, isDefault };
}
