import { z } from "zod";
import type { AvroSchema } from "@/lib/contracts/avro-schema";
import { AppError } from "@/lib/errors";
import { insertAudit } from "@/lib/storage/insert-audit";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { type ReadSchema, readAvroSchema } from "./read-avro-schema";

const rowSchema = z.object({ schemaText: z.string(), name: z.string(), createdAt: z.date() });

export interface Registered {
  isNew: boolean;
  schema: AvroSchema;
}

/**
 * Registers the schema of single-object encoded messages. One that is registered already is given as it
 * was then: a fingerprint never changes its schema.
 * @param given the schema as JSON, or as text that is JSON
 * @throws AppError `invalid_request`; `conflict` when the one that is there differs in its logical types,
 *   which the fingerprint does not tell
 */
export async function registerSchema(actor: string, given: unknown, prisma = getPrisma()): Promise<Registered> {
  const read = readAvroSchema(given);
  return prisma.$transaction(async (transaction) => {
    const isNew = await insert(transaction, actor, read);
    const rows = await transaction.$queryRaw`
      select schema_text as "schemaText", name, created_at as "createdAt"
      from avro_schema
      where fingerprint = ${read.fingerprint}`;
    const [row] = z.array(rowSchema).length(1).parse(rows);
    if (!row) throw new Error("a schema that was just registered is not there");
    if (readAvroSchema(row.schemaText).meaning !== read.meaning) throw differs(read.fingerprint);
    const { name, createdAt, schemaText } = row;
    const schema = {
      fingerprint: read.fingerprint,
      name,
      schema: JSON.parse(schemaText),
      createdAt: createdAt.toISOString(),
    };
    return { isNew, schema };
  });
}

async function insert(transaction: Database, actor: string, read: ReadSchema): Promise<boolean> {
  const { fingerprint, name, text } = read;
  const inserted = await transaction.$executeRaw`
    insert into avro_schema (fingerprint, name, schema_text)
    values (${fingerprint}, ${name}, ${text})
    on conflict (fingerprint) do nothing`;
  if (inserted === 0) return false;
  const subject = `avro_schema:${fingerprint}`;
  await insertAudit(transaction, [{ actor, action: "avro_schema.create", subject, before: null, after: { name } }]);
  return true;
}

function differs(fingerprint: string): AppError {
  const message =
    "A schema that reads the same bytes is registered with other logical types, and messages do not tell which of the two they mean. Change a field's name to make it another schema.";
  return new AppError("conflict", message, { fingerprint });
}
