import { z } from "zod";

/** The four kinds of event, as they are named in the database. */
export const eventKindSchema = z.enum(["impression", "click", "conversion", "bid_request"]);
export type EventKind = z.infer<typeof eventKindSchema>;

/** The kinds of the ingest paths; `interactions` is the mixed click and conversion file. */
export const ingestKindSchema = z.enum(["impressions", "clicks", "conversions", "interactions", "bid-requests"]);
export type IngestKind = z.infer<typeof ingestKindSchema>;

/** How a chunk's records are written; NDJSON, arrays and single objects all become `json` chunks. */
export const formatSchema = z.enum(["json", "csv", "avro"]);
export type Format = z.infer<typeof formatSchema>;
