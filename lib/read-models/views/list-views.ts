import { z } from "zod";
import { savedViewSchema, type ViewList, type ViewScreen } from "@/lib/contracts/views";
import type { PersonScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";

/** `GET /api/views`: what a person keeps of a screen, by name. */
export async function listViews(
  { userId }: PersonScope,
  screen: ViewScreen,
  db: Database = getPrisma(),
): Promise<ViewList> {
  const rows = await db.$queryRaw`
    select id, screen, name, query, is_default as "isDefault"
    from saved_view where user_id = ${userId} and screen = ${screen}
    order by lower(name), id`;
  return { views: z.array(savedViewSchema).parse(rows) };
}
