import { registerSchema } from "@/lib/actions/schemas/register-schema";
import { actorOf } from "@/lib/auth/principal";
import { avroSchemaInputSchema } from "@/lib/contracts/avro-schema";
import { json, jsonStream, parseBody } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listSchemas } from "@/lib/read-models/schemas/list-schemas";

/** All registered Avro schemas by name. */
export const GET = handle.operations(async ({ scope }) => jsonStream(listSchemas(scope)));

/** Registers the writer's schema of single-object encoded messages; one that is there is given as it is. */
export const POST = handle.operate(async ({ request, principal }) => {
  const input = await parseBody(avroSchemaInputSchema, request, { maxBytes: 512 * 1024 });
  const { isNew, schema } = await registerSchema(actorOf(principal), input.schema);
  return json(schema, { status: isNew ? 201 : 200 });
});
