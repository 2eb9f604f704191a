import { avroSchemaInputSchema, avroSchemaListSchema, avroSchemaSchema } from "@/lib/contracts/avro-schema";
import { named, type Operation } from "./operation";

export const schemaOperations: Operation[] = [
  {
    id: "listSchemas",
    tag: "Schemas",
    method: "get",
    path: "/api/schemas",
    summary: "The registered Avro schemas by name",
    access: "operations",
    answers: { 200: { description: "All of them", schema: named("AvroSchemaList", avroSchemaListSchema) } },
  },
  {
    id: "registerSchema",
    tag: "Schemas",
    method: "post",
    path: "/api/schemas",
    summary: "Register the Avro schema of single-object encoded messages",
    description:
      "A message names its schema by the CRC-64-AVRO fingerprint of the schema's Parsing Canonical Form. A fingerprint never changes its schema: one that differs in its logical types alone is refused. Every process knows a new schema within 2 seconds.",
    access: "operate",
    body: named("AvroSchemaInput", avroSchemaInputSchema),
    answers: {
      200: { description: "It was registered before", schema: named("AvroSchema", avroSchemaSchema) },
      201: { description: "It is registered now", schema: named("AvroSchema", avroSchemaSchema) },
    },
    errors: ["conflict"],
  },
];
