import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fieldsByKind } from "@/lib/contracts/fields";
import { encodeFrames } from "@/lib/contracts/frames";
import type { EventKind, IngestKind } from "@/lib/contracts/kinds";
import { rejectReasonSchema } from "@/lib/contracts/reject-reasons";
import { createPrisma, Prisma, type PrismaClient } from "@/lib/storage/prisma";
import { hostileStrings } from "../../scripts/test/hostile-strings";
import { decodedThroughStages, jsonChunk } from "./chunk.fixture";
import { avroFile } from "./decode/avro.fixture";
import { readChunkText } from "./decode/chunk-text";
import { decodeChunk } from "./decode/decode-chunk";
import { siteOf } from "./enrich/site-of";
import { createUserHash } from "./hash-user";
import { writeChunk } from "./write/write-chunk";

let prisma: PrismaClient;
beforeAll(() => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "", 2);
});
afterAll(async () => {
  // each record had a campaign of its own, more than a list of all campaigns takes
  await prisma.$executeRaw`delete from campaign where advertiser_id = 'unassigned' and id ~ '^c-.+-[0-9]+$'`;
  await prisma.$disconnect();
});

const userKey = createUserHash("a secret of the tests");
const paths: Record<EventKind, IngestKind> = {
  impression: "impressions",
  click: "clicks",
  conversion: "conversions",
  bid_request: "bid-requests",
};
type Format = "json" | "csv" | "avro";
type Text = Record<string, string>;

/** Every text field of ours: how long it may be, whether it is an id, and what stands in which column for it. */
interface Way {
  most: number;
  isId: boolean;
  column?: string;
  stored?: (text: string) => string;
}
const id = (column: string, stored?: Way["stored"]): Way => ({ most: 256, isId: true, column, stored });
const text = (most: number, column?: string, stored?: Way["stored"]): Way => ({ most, isId: false, column, stored });
const ways: Record<string, Way> = {
  eventId: id("event_id"),
  userId: id("user_key", userKey),
  campaignId: id("campaign_id"),
  creativeId: id("creative_id"),
  auctionId: id("auction_id"),
  advertiserId: id("advertiser_id"),
  orderId: id("order_id"),
  site: text(2048, "site", siteOf),
  placement: text(256, "placement"),
  conversionType: text(128, "conversion_type"),
  adFormat: text(128, "ad_format"),
  userAgent: text(1024),
  ip: text(64),
  country: text(64),
};
/** A field whose text has to have a certain form beside. */
const picky = new Set(["currency", "bid_request.country"]);

interface Sent {
  field: string;
  value: string;
  at: number;
  record: Text;
}

function good(kind: EventKind, at: number, no: string): Text {
  const common = { eventId: `e-${no}`, occurredAt: new Date(at).toISOString(), userId: "u", campaignId: `c-${no}` };
  if (kind === "impression") return { ...common, creativeId: `k-${no}`, site: "a.example" };
  if (kind === "conversion") return { ...common, conversionType: "purchase" };
  return kind === "click" ? common : { ...common, auctionId: "a" };
}

/** As senders write a text: only JSON can say half characters. */
const written = (value: string, format: Format) =>
  format === "json" ? value : new TextDecoder("utf-8", { ignoreBOM: true }).decode(new TextEncoder().encode(value));

function sentOf(kind: EventKind, format: Format, run: string): Sent[] {
  const start = Date.now() - 3_600_000;
  const fields = fieldsByKind[kind].filter(({ type }) => ["id", "text", "upper"].includes(type));
  return fields.flatMap(({ name: field }, fieldNo) =>
    hostileStrings.map((hostile, index) => {
      const no = fieldNo * hostileStrings.length + index;
      const at = start + no;
      // an id is taken once: the end makes it another one for each
      const value = written(field === "eventId" ? `${hostile}${run}-${index}` : hostile, format);
      return { field, value, at, record: { ...good(kind, at, `${run}-${no}`), [field]: value } };
    }),
  );
}

function encode(kind: EventKind, format: Format, sent: readonly Sent[]) {
  const { header, bytes } = jsonChunk(
    sent.map(({ record }) => record),
    { kind: paths[kind], format, ...(format === "csv" ? { delimiter: "," } : {}) },
  );
  const columns = [...new Set(sent.flatMap(({ record }) => Object.keys(record)))];
  if (format === "json") return { header, bytes };
  if (format === "avro") {
    const fields = columns.map((name) => ({ name, type: ["null", "string"], default: null }));
    const rows = sent.map(({ record }) => Object.fromEntries(columns.map((name) => [name, record[name] ?? null])));
    return { header, bytes: avroFile({ type: "record", name: "Hostile", fields }, [rows]) };
  }
  const line = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",");
  const lines = [line(columns), ...sent.map(({ record }) => line(columns.map((name) => record[name] ?? "")))];
  return { header, bytes: encodeFrames(lines.map((each) => new TextEncoder().encode(each))) };
}

async function write(kind: EventKind, format: Format, sent: readonly Sent[]): Promise<string> {
  const { header, bytes } = encode(kind, format, sent);
  const decoded = await decodeChunk(header, bytes);
  const nothing = { campaigns: new Map(), creatives: new Map() };
  const staged = decodedThroughStages(header, decoded, nothing, { unknownReferences: "create" });
  await writeChunk(prisma, { ...staged, text: readChunkText(header, bytes) });
  return header.batchId;
}

type Row = Record<string, string | null> & { at: number };

async function storedOf(kind: EventKind, batchId: string): Promise<Map<number, Row>> {
  const rows = await prisma.$queryRaw<{ row: Row }[]>`
    select to_jsonb(e) || jsonb_build_object('at', (extract(epoch from occurred_at) * 1000)::bigint) as row
    from ${Prisma.raw(kind)} e where batch_id = ${batchId}`;
  return new Map(rows.map(({ row }) => [row.at, row]));
}

const rejectsOf = async (batchId: string) => {
  const rows = await prisma.$queryRaw<{ record: bigint; reason: string; message: string; raw: Uint8Array }[]>`
    select record_no as record, reason, message, raw from rejected_record where batch_id = ${batchId}`;
  return new Map(rows.map((row) => [Number(row.record), row]));
};

/** Whether a field takes a text, by the words of API.md and by nothing of the pipeline. */
function isTaken({ most, isId }: Way, value: string): boolean {
  const bare = value.trim();
  return [...bare].length <= most && !/[\0\p{Cs}]/u.test(bare) && !(isId && /\p{Cc}/u.test(bare));
}

function expectStored(row: Row | undefined, { field, value }: Sent): void {
  expect(row, `${field} ${JSON.stringify(value).slice(0, 80)} is stored`).toBeDefined();
  const { column, stored = (same: string) => same } = ways[field] ?? {};
  const bare = value.trim();
  if (column === undefined || bare === "") return;
  const kept = row?.[field === "creativeId" || field === "site" ? (sentColumn(row, column) ?? column) : column];
  expect(Buffer.from(kept ?? "").toString("hex")).toBe(Buffer.from(stored(bare)).toString("hex"));
}

/** A click keeps what was sent beside what its impression tells. */
const sentColumn = (row: Row, column: string) => (`sent_${column}` in row ? `sent_${column}` : undefined);

describe.each<EventKind>(["impression", "click", "conversion", "bid_request"])("hostile texts in %ss", (kind) => {
  it.each<Format>(["json", "csv", "avro"])(
    "are stored as they are or rejected with a reason, in %s",
    async (format) => {
      const sent = sentOf(kind, format, randomUUID().slice(0, 8));
      const batchId = await write(kind, format, sent);
      const [stored, rejects] = [await storedOf(kind, batchId), await rejectsOf(batchId)];
      expect(stored.size + rejects.size).toBe(sent.length);
      for (const [index, each] of sent.entries()) {
        const reject = rejects.get(index + 1);
        const isPicky = picky.has(each.field) || picky.has(`${kind}.${each.field}`);
        const way = ways[each.field];
        const isEmpty =
          each.value.trim() === "" && good(kind, 0, "")[each.field] !== undefined && each.field !== "eventId";
        const taken = way !== undefined && isTaken(way, each.value) && !(isEmpty && isRequired(kind, each.field));
        if (isPicky ? reject === undefined : taken) expectStored(stored.get(each.at), each);
        else {
          expect(reject, `${each.field} ${JSON.stringify(each.value).slice(0, 80)} is rejected`).toBeDefined();
          rejectReasonSchema.parse(reject?.reason);
          expect(reject?.message).toContain(each.field);
          if (format === "json") expect(Buffer.from(reject?.raw ?? []).toString()).toBe(JSON.stringify(each.record));
        }
      }
    },
  );
});

function isRequired(kind: EventKind, field: string): boolean {
  if (kind === "bid_request") return field === "auctionId";
  return kind !== "impression" || field !== "campaignId";
}

it("is a list of 100 and more, each different", () => {
  expect(new Set(hostileStrings).size).toBe(hostileStrings.length);
  expect(hostileStrings.length).toBeGreaterThanOrEqual(100);
});
