import { z } from "zod";
import { acceptedSchema, batchSchema } from "@/lib/contracts/batch";
import { ingestKindSchema } from "@/lib/contracts/kinds";
import { inspectionSchema, previewInputSchema, previewSchema, proposalSchema } from "@/lib/contracts/preview";
import { uploadStateSchema } from "@/lib/contracts/upload";
import { named, type Operation } from "./operation";

const fileName = {
  name: "X-File-Name",
  description: "The file's name, percent-encoded as in an address; at most 255 characters are kept.",
};
const source = z.string().describe("The source that the file is of.");
const mediaTypes = ["application/json", "application/x-ndjson", "text/csv", "avro/binary", "multipart/form-data"];

export const importOperations: Operation[] = [
  {
    id: "importFile",
    tag: "Imports",
    method: "post",
    path: "/api/imports/{kind}",
    summary: "Send a file for a source, as a person or with a manage key",
    description:
      "The same door as `/api/ingest/{kind}`, with the source in the address and the file's name remembered.",
    access: "operate",
    pathValues: { kind: ingestKindSchema.options },
    query: z.object({ source, wait: z.coerce.number().min(0).max(60).optional() }),
    headers: [
      fileName,
      { name: "Idempotency-Key", description: "A retry with the same key and body is the same batch, stored once." },
      { name: "Content-Encoding", description: "`gzip`, `br`, `zstd` or nothing." },
      { name: "Upload-Offset", description: "Where a broken upload under that key goes on." },
    ],
    body: { mediaTypes },
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
      "conflict",
      "too_large",
      "unsupported_media_type",
      "unsupported_codec",
      "rate_limited",
    ],
  },
  {
    id: "getImportState",
    tag: "Imports",
    method: "get",
    path: "/api/imports/{kind}",
    summary: "How far a broken upload of a file has come",
    access: "operate",
    pathValues: { kind: ingestKindSchema.options },
    query: z.object({ source }),
    headers: [{ name: "Idempotency-Key", description: "The key of the upload that is asked for." }],
    answers: { 200: { description: "From where on to send", schema: named("UploadState", uploadStateSchema) } },
  },
  {
    id: "inspectFile",
    tag: "Imports",
    method: "post",
    path: "/api/imports/inspect",
    summary: "Find out what a file is, and whose, by its first bytes",
    description:
      "The body is the first 512 KB of the file, or all of it when it is smaller. With a `Content-Type` other than `application/octet-stream` it is read as that. Nothing is taken in.",
    access: "operate",
    headers: [fileName],
    body: { mediaTypes: ["application/octet-stream"] },
    answers: { 200: { description: "What the file seems to be", schema: named("Inspection", inspectionSchema) } },
    errors: ["invalid_request", "too_large"],
  },
  {
    id: "previewMapping",
    tag: "Sources",
    method: "post",
    path: "/api/sources/{id}/mapping/preview",
    summary: "See what would become of a sample, with the source's mapping or another",
    description: "The first 20 records mapped and validated, each with what is wrong with it. Nothing is taken in.",
    access: "operate",
    body: named("PreviewInput", previewInputSchema),
    answers: { 200: { description: "The first records", schema: named("Preview", previewSchema) } },
    errors: ["malformed_body", "unsupported_codec"],
  },
  {
    id: "proposeMapping",
    tag: "Sources",
    method: "post",
    path: "/api/sources/{id}/mapping/proposal",
    summary: "Have a mapping proposed from a sample",
    description:
      "From up to 200 records of the sample: rules of the source's own mapping, or of the `mapping` that is sent, stay as they are; for the other fields known names, similar names and the values decide. A date whose day and month could be changed about is left to you, with a note. Nothing is saved: look at the proposal with a preview, then change the source.",
    access: "operate",
    body: named("PreviewInput", previewInputSchema),
    answers: {
      200: { description: "The mapping of the kind, and why", schema: named("MappingProposal", proposalSchema) },
    },
    errors: ["malformed_body", "unsupported_codec", "too_large"],
  },
];
