import type { IngestKind } from "@/lib/contracts/kinds";
import type { Channel, ClickEvent, ConversionEvent, DemoRecord } from "../events";
import { bidRequestSchema, toBidRequest } from "../wire/bidder";
import { partnerInteractionColumns, toPartnerImpression, toPartnerInteraction } from "../wire/partner";
import { toWebImpression, toWebInteraction, webInteractionColumns } from "../wire/web-sdk";
import { createAvroEncoder } from "./avro";
import { createCsvEncoder } from "./csv";
import type { Encoder } from "./encoder";
import { createJsonArrayEncoder, createNdjsonEncoder } from "./json";

/** One stream of files that a sender keeps sending to one path of the door. */
export interface Feed {
  name: string;
  channel: Channel;
  ingestKind: IngestKind;
  contentType: string;
  extension: "ndjson" | "json" | "csv" | "avro";
  createEncoder(): Encoder;
}

/** Every feed of the demo; each record belongs to exactly one. */
export const feeds: readonly Feed[] = [
  {
    name: "bidder-bid-requests",
    channel: "bidder",
    ingestKind: "bid-requests",
    contentType: "avro/binary",
    extension: "avro",
    createEncoder: () =>
      createAvroEncoder(bidRequestSchema, (record) => toBidRequest(only(record, "bid_request"), record.defect)),
  },
  {
    name: "web-sdk-impressions",
    channel: "web-sdk",
    ingestKind: "impressions",
    contentType: "application/x-ndjson",
    extension: "ndjson",
    createEncoder: () => createNdjsonEncoder((record) => toWebImpression(only(record, "impression"), record.defect)),
  },
  {
    name: "partner-impressions",
    channel: "partner",
    ingestKind: "impressions",
    contentType: "application/json",
    extension: "json",
    createEncoder: () =>
      createJsonArrayEncoder((record) => toPartnerImpression(only(record, "impression"), record.defect)),
  },
  {
    name: "web-sdk-interactions",
    channel: "web-sdk",
    ingestKind: "interactions",
    contentType: "text/csv",
    extension: "csv",
    createEncoder: () =>
      createCsvEncoder(webInteractionColumns, (record) => toWebInteraction(interaction(record), record.defect), "\n"),
  },
  {
    name: "partner-interactions",
    channel: "partner",
    ingestKind: "interactions",
    contentType: "text/csv",
    extension: "csv",
    createEncoder: () =>
      createCsvEncoder(
        partnerInteractionColumns,
        (record) => toPartnerInteraction(interaction(record), record.defect),
        "\r\n",
      ),
  },
];

/** Tells whether a record goes into a feed. */
export function belongsTo(feed: Feed, { channel, event }: DemoRecord): boolean {
  if (channel !== feed.channel) return false;
  const interactive = event.kind === "click" || event.kind === "conversion";
  return channel === "bidder" || interactive === (feed.ingestKind === "interactions");
}

function only<K extends "impression" | "bid_request">(record: DemoRecord, kind: K) {
  if (record.event.kind !== kind) throw new Error(`A ${record.event.kind} is in the wrong feed.`);
  return record.event as Extract<DemoRecord["event"], { kind: K }>;
}

function interaction({ event }: DemoRecord): ClickEvent | ConversionEvent {
  if (event.kind === "click" || event.kind === "conversion") return event;
  throw new Error(`A ${event.kind} is in the wrong feed.`);
}
