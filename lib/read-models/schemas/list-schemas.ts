import { z } from "zod";
import type { AvroSchema } from "@/lib/contracts/avro-schema";
import type { EverySourceScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";

const rowSchema = z.object({ fingerprint: z.string(), name: z.string(), schemaText: z.string(), createdAt: z.date() });

/** Schemas read at a time, each of at most 200 KB, so that any number goes out in bounded memory. */
const pageSize = 20;

async function readPage(database: Pick<Database, "$queryRaw">, after: { name: string; fingerprint: string }) {
  const rows = await database.$queryRaw`
    select fingerprint, name, schema_text as "schemaText", created_at as "createdAt"
    from avro_schema
    where (name, fingerprint) > (${after.name}, ${after.fingerprint})
    order by name, fingerprint
    limit ${pageSize}`;
  return z.array(rowSchema).parse(rows);
}

/** Writes all registered schemas by name, as the JSON text of `GET /api/schemas`, page by page. */
export async function* listSchemas(
  _scope: EverySourceScope,
  database: Pick<Database, "$queryRaw"> = getPrisma(),
): AsyncGenerator<string> {
  let lead = '{"schemas":[';
  for (let after: { name: string; fingerprint: string } | undefined = { name: "", fingerprint: "" }; after; ) {
    const page = await readPage(database, after);
    if (page.length > 0) {
      yield lead + page.map((row) => JSON.stringify(toSchema(row))).join(",");
      lead = ",";
    }
    after = page.length < pageSize ? undefined : page.at(-1);
  }
  yield lead === "," ? "]}" : `${lead}]}`;
}

function toSchema({ schemaText, createdAt, ...row }: z.infer<typeof rowSchema>): AvroSchema {
  return { ...row, schema: JSON.parse(schemaText), createdAt: createdAt.toISOString() };
}
