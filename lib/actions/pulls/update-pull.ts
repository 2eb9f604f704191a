import { isDeepStrictEqual } from "node:util";
import type { PullPatch } from "@/lib/contracts/pull";
import { pullNotFound } from "@/lib/read-models/pulls/list-pulls";
import { insertAudit } from "@/lib/storage/insert-audit";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { checkSettings } from "./check-settings";
import { chooseSecret } from "./choose-secret";
import type { PullSurroundings } from "./create-pull";
import { audited, lockPull, type PullRow } from "./pull-row";

/** Which pull of which source. */
export interface PullId {
  sourceId: string;
  pullId: string;
}

/**
 * Changes what the patch names; a secret that it does not name is kept. What reads differently from then on
 * is due at once, and files that failed are tried again when kind or content type is another. A run that is
 * under way ends after at most some seconds. A patch that changes nothing writes nothing.
 * @throws AppError `not_found`, `invalid_request`
 */
export async function updatePull(
  actor: string,
  { patch, ...id }: PullId & { patch: PullPatch },
  { roots, seal }: PullSurroundings,
  prisma = getPrisma(),
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    const before = await lockPull(transaction, id);
    if (!before) throw pullNotFound(id.pullId);
    const { secretAccessKey, ...settings } = named(patch);
    const changed = { ...before, ...settings };
    checkSettings(changed, roots);
    const sealing = { kept: before, seal: (secret: string) => seal(secret, id.pullId) };
    const after: PullRow = { ...changed, sealed: chooseSecret(changed.location, secretAccessKey, sealing) };
    if (isDeepStrictEqual(after, before)) return;
    await write(transaction, { id, before, after });
    const isReplaced = secretAccessKey !== undefined;
    const line = { actor, action: "pull.update", subject: `pull:${id.pullId}` };
    const now = { ...audited(after), ...(isReplaced && { secretReplaced: true }) };
    await insertAudit(transaction, [{ ...line, before: audited(before), after: now }]);
  });
}

type Named = Partial<Omit<PullRow, "sealed">> & { secretAccessKey?: string };

function named(patch: PullPatch): Named {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}

async function write(
  database: Database,
  { id, before, after }: { id: PullId; before: PullRow; after: PullRow },
): Promise<void> {
  const { name, kind, location, pattern, contentType, everySeconds, enabled, sealed } = after;
  const readsAs = ({ name: _, everySeconds: __, ...rest }: PullRow) => rest;
  const isDue = enabled && !isDeepStrictEqual(readsAs(after), readsAs(before));
  await database.$executeRaw`
    update pull
    set name = ${name}, kind = ${kind}, location = ${JSON.stringify(location)}::jsonb, sealed = ${sealed}::bytea,
      pattern = ${pattern}, content_type = ${contentType}::text, every_seconds = ${everySeconds}::integer,
      enabled = ${enabled}, updated_at = clock_timestamp(),
      next_at = case when ${isDue}::boolean then clock_timestamp()
        else least(next_at, clock_timestamp() + ${everySeconds}::integer * interval '1 second') end
    where id = ${id.pullId}`;
  if (kind === before.kind && contentType === before.contentType) return;
  await database.$executeRaw`delete from pulled_file where pull_id = ${id.pullId} and state <> 'taken'`;
}
