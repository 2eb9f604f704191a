import { z } from "zod";
import { TimeoutError, within } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import { type Database, getPrisma } from "@/lib/storage/prisma";

/** A registered schema never changes under its fingerprint, so it is kept; one that is unknown may be registered any moment. */
const unknownMs = 2_000;

/** Of the texts that are remembered, all together: more than the schemas of hundreds of senders. */
const maxRemembered = 16 * 1024 * 1024;
const maxUnknown = 1_000;

/** The embedded database answers one at a time, and some of its work takes seconds. */
const readTimeoutMs = 10_000;

const rowSchema = z.object({ schemaText: z.string() });

/** Remembers schemas by fingerprint, bounded by the length of their texts; exported for its test. */
export class SchemaMemory {
  private readonly known = new Map<string, string>();
  private readonly unknownUntil = new Map<string, number>();
  private length = 0;

  constructor(
    private readonly read: (fingerprint: string) => Promise<string | undefined>,
    private readonly now: () => number = Date.now,
    private readonly maxLength = maxRemembered,
  ) {}

  async find(fingerprint: string): Promise<string | undefined> {
    const remembered = this.known.get(fingerprint);
    if (remembered !== undefined) return remembered;
    if ((this.unknownUntil.get(fingerprint) ?? 0) > this.now()) return undefined;
    const found = await this.read(fingerprint);
    if (found === undefined) this.forget(fingerprint);
    else this.remember(fingerprint, found);
    return found;
  }

  /** The oldest make room; a text is kept at least until the next one comes. */
  private remember(fingerprint: string, text: string): void {
    this.unknownUntil.delete(fingerprint);
    if (this.known.has(fingerprint)) return;
    for (const [oldest, old] of this.known) {
      if (this.length + text.length <= this.maxLength) break;
      this.known.delete(oldest);
      this.length -= old.length;
    }
    this.known.set(fingerprint, text);
    this.length += text.length;
  }

  private forget(fingerprint: string): void {
    this.unknownUntil.delete(fingerprint);
    this.unknownUntil.set(fingerprint, this.now() + unknownMs);
    if (this.unknownUntil.size <= maxUnknown) return;
    const oldest = this.unknownUntil.keys().next();
    if (!oldest.done) this.unknownUntil.delete(oldest.value);
  }
}

/** Reads the text of the schema with that fingerprint; undefined when none is registered. */
export async function readSchema(
  fingerprint: string,
  database: Pick<Database, "$queryRaw"> = getPrisma(),
): Promise<string | undefined> {
  const rows = await database.$queryRaw`
    select schema_text as "schemaText" from avro_schema where fingerprint = ${fingerprint}`;
  return z.array(rowSchema).parse(rows)[0]?.schemaText;
}

const holder = globalThis as { advertisexSchemas?: SchemaMemory };

/**
 * Gives the text of a registered Avro schema.
 * @param fingerprint CRC-64-AVRO of its parsing canonical form: 16 hex digits in the order of the bytes in a message
 * @returns undefined when none is registered; a schema registered meanwhile is found within 2 s
 * @throws AppError `unavailable` when the database does not answer, or the driver's error
 */
export function findSchema(fingerprint: string): Promise<string | undefined> {
  holder.advertisexSchemas ??= new SchemaMemory((wanted) => within(readTimeoutMs, readSchema(wanted)).catch(refuse));
  return holder.advertisexSchemas.find(fingerprint);
}

function refuse(error: unknown): never {
  if (!(error instanceof TimeoutError)) throw error;
  throw new AppError("unavailable", "The schema could not be looked up: try again in a moment.", undefined, 2);
}
