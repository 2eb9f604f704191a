import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { PullInput } from "@/lib/contracts/pull";
import { AppError } from "@/lib/errors";
import { insertAudit } from "@/lib/storage/insert-audit";
import { getPrisma } from "@/lib/storage/prisma";
import { checkSettings } from "./check-settings";
import { chooseSecret } from "./choose-secret";
import { audited, type PullRow } from "./pull-row";

/** What an action on pulls needs of its surroundings. */
export interface PullSurroundings {
  /** The setting PULL_FOLDERS. */
  roots: readonly string[];
  /** Makes the kept form of the secret of the pull with that id. */
  seal: (secret: string, pullId: string) => Uint8Array;
}

/** So many a source has at most. */
const maxPulls = 100;

const countSchema = z.array(z.object({ pulls: z.bigint() }));

/**
 * Makes a pull, which is due at once.
 * @returns the new pull's id
 * @throws AppError `not_found` when there is no such source, `invalid_request`, `conflict` when it has too many
 */
export async function createPull(
  actor: string,
  { sourceId, input }: { sourceId: string; input: PullInput },
  { roots, seal }: PullSurroundings,
  prisma = getPrisma(),
): Promise<string> {
  checkSettings(input, roots);
  const id = randomUUID();
  const { secretAccessKey, contentType = null, ...settings } = input;
  const sealing = { kept: null, seal: (secret: string) => seal(secret, id) };
  const row: PullRow = { ...settings, contentType, sealed: chooseSecret(input.location, secretAccessKey, sealing) };
  await prisma.$transaction(async (transaction) => {
    const [source] = countSchema.parse(
      await transaction.$queryRaw`
        select (select count(*) from pull where source_id = source.id) as pulls
        from source where id = ${sourceId} for update`,
    );
    if (!source) throw new AppError("not_found", `There is no source \`${sourceId}\`.`);
    if (source.pulls >= maxPulls) throw new AppError("conflict", `A source has at most ${maxPulls} pulls.`);
    await transaction.$executeRaw`
      insert into pull (id, source_id, name, kind, location, sealed, pattern, content_type, every_seconds, enabled)
      values (${id}, ${sourceId}, ${row.name}, ${row.kind}, ${JSON.stringify(row.location)}::jsonb, ${row.sealed}::bytea,
        ${row.pattern}, ${row.contentType}::text, ${row.everySeconds}::integer, ${row.enabled})`;
    const after = { sourceId, ...audited(row) };
    await insertAudit(transaction, [{ actor, action: "pull.create", subject: `pull:${id}`, before: null, after }]);
  });
  return id;
}
