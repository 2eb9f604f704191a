import type { SourceInput } from "@/lib/contracts/source";
import { insertAudit } from "@/lib/storage/insert-audit";
import { getPrisma } from "@/lib/storage/prisma";
import { checkMapping } from "./check-mapping";
import type { NewCredential } from "./credentials/credential";
import { insertCredential } from "./credentials/insert-credential";
import { sourceId } from "./source-id";

type NewKey = Omit<Extract<NewCredential, { kind: "api_key" }>, "kind">;

/**
 * Makes a source with its first ingest key.
 * @returns the new source's id
 * @throws AppError `invalid_request` for a mapping to unknown fields
 */
export async function createSource(
  actor: string,
  input: SourceInput,
  key: NewKey,
  prisma = getPrisma(),
): Promise<string> {
  checkMapping(input.mapping);
  const id = sourceId(input.name);
  const { name, timeZone, unknownReferences, mapping, bidMatch } = input;
  const { expectedEverySeconds = null, maxEventsPerSecond = null, maxBytesPerSecond = null } = input;
  await prisma.$transaction(async (transaction) => {
    await transaction.$executeRaw`
      insert into source (id, name, time_zone, unknown_references, mapping, bid_match, expected_every_seconds,
        max_events_per_second, max_bytes_per_second)
      values (${id}, ${name}, ${timeZone}, ${unknownReferences}, ${JSON.stringify(mapping)}::jsonb, ${bidMatch},
        ${expectedEverySeconds}::integer, ${maxEventsPerSecond}::integer, ${maxBytesPerSecond}::bigint)`;
    const limits = { maxEventsPerSecond, maxBytesPerSecond };
    const after = { id, name, timeZone, unknownReferences, mapping, bidMatch, expectedEverySeconds, ...limits };
    await insertAudit(transaction, [{ actor, action: "source.create", subject: `source:${id}`, before: null, after }]);
    const of = { sourceId: id, name: `${name}: ingest`, expiresAt: null };
    await insertCredential(transaction, actor, of, { kind: "api_key", ...key });
  });
  return id;
}
