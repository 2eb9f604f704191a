import { z } from "zod";

/** `POST /api/schemas`: the writer's schema of single-object encoded messages. */
export const avroSchemaInputSchema = z.object({
  /** The schema as JSON, or as text that is JSON. */
  schema: z.union([z.string().max(200_000), z.record(z.string(), z.unknown()), z.array(z.unknown())]),
});
export type AvroSchemaInput = z.infer<typeof avroSchemaInputSchema>;

export const avroSchemaSchema = z.object({
  /** CRC-64-AVRO of the parsing canonical form: 16 hex digits in the order of the bytes in a message. */
  fingerprint: z.string(),
  name: z.string(),
  schema: z.unknown(),
  createdAt: z.iso.datetime(),
});
export type AvroSchema = z.infer<typeof avroSchemaSchema>;
/** `GET /api/schemas` */
export const avroSchemaListSchema = z.object({ schemas: z.array(avroSchemaSchema) });
