import type { z } from "zod";
import type { Erasure, erasureListSchema } from "@/lib/contracts/erasure";
import { externalIdSchema } from "@/lib/contracts/primitives";
import { AppError } from "@/lib/errors";
import type { EverySourceScope } from "@/lib/scope";
import { type Database, getPrisma, Prisma } from "@/lib/storage/prisma";
import { selectErasures } from "./erasure-rows";

/** So many are listed; each can be asked for by its id for ever. */
const maxErasures = 500;

/** `GET /api/erasures`: what was erased or is going to be, the newest first, at most 500. */
export async function listErasures(
  _scope: EverySourceScope,
  db: Database = getPrisma(),
): Promise<z.infer<typeof erasureListSchema>> {
  return { erasures: await selectErasures(db, Prisma.sql`true`, maxErasures) };
}

/**
 * `GET /api/erasures/{id}`
 * @throws AppError `not_found`
 */
export async function getErasure(_scope: EverySourceScope, id: string, db: Database = getPrisma()): Promise<Erasure> {
  const found = externalIdSchema.safeParse(id).success ? await selectErasures(db, Prisma.sql`id = ${id}`, 1) : [];
  if (!found[0]) throw new AppError("not_found", "There is no erasure with this id.");
  return found[0];
}
