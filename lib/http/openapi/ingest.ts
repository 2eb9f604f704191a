import { z } from "zod";
import { acceptedSchema, batchSchema } from "@/lib/contracts/batch";
import { ingestKindSchema } from "@/lib/contracts/kinds";
import { named, type Operation } from "./operation";

export const ingestOperations: Operation[] = [
  {
    id: "ingest",
    tag: "Ingest",
    method: "post",
    path: "/api/ingest/{kind}",
    summary: "Send events, as a stream of any length",
    description:
      "The body is cut into records and stored durably before the answer; what became of each record is told by the batch. `interactions` takes clicks and conversions mixed. A refused body says in `details` how many of its records were accepted before.",
    access: "ingest",
    pathValues: { kind: ingestKindSchema.options },
    query: z.object({ wait: z.coerce.number().min(0).max(60).optional() }),
    headers: [
      { name: "Idempotency-Key", description: "A retry with the same key and body is the same batch, stored once." },
      { name: "Content-Encoding", description: "`gzip` or nothing." },
    ],
    body: {
      mediaTypes: ["application/json", "application/x-ndjson", "text/csv", "avro/binary"],
    },
    answers: {
      200: { description: "With `wait`: the batch, nothing of it pending", schema: named("Batch", batchSchema) },
      202: {
        description: "Accepted; with `wait`, the batch as it stands",
        schema: named("AcceptedOrBatch", z.union([acceptedSchema, batchSchema])),
      },
    },
    errors: [
      "malformed_body",
      "idempotency_conflict",
      "too_large",
      "unsupported_media_type",
      "unsupported_codec",
      "rate_limited",
    ],
  },
];
