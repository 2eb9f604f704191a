import { z } from "zod";
import { pulledFileSchema } from "@/lib/contracts/pull";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import type { FoundFile } from "./place";

const rowSchema = z.object({
  name: z.string(),
  state: pulledFileSchema.shape.state,
  attempts: z.number(),
  takenAt: z.date(),
});
/** What is remembered of a file in the version in which it was listed. */
export type Remembered = Omit<z.infer<typeof rowSchema>, "name">;

/** Gives what is remembered of these files, by name; each name at most once in `files`. */
export async function listRemembered(
  db: Pick<Database, "$queryRaw">,
  pullId: string,
  files: readonly Pick<FoundFile, "name" | "version">[],
): Promise<Map<string, Remembered>> {
  const rows = await db.$queryRaw`
    select pulled_file.name, state, attempts, taken_at as "takenAt"
    from unnest(
      ${pgArray(files.map(({ name }) => name))}::text[], ${pgArray(files.map(({ version }) => version))}::text[]
    ) as listed (name, version)
    join pulled_file
      on pull_id = ${pullId} and pulled_file.name = listed.name and pulled_file.version = listed.version`;
  return new Map(
    z
      .array(rowSchema)
      .parse(rows)
      .map(({ name, ...remembered }) => [name, remembered]),
  );
}
