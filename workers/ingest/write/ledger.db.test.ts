import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChunkHeader } from "@/lib/contracts/chunk";
import { encodeFrames } from "@/lib/contracts/frames";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { decodedThroughStages, jsonChunk, seedCampaign, throughStages } from "../chunk.fixture";
import { readChunkText } from "../decode/chunk-text";
import { decodeChunk } from "../decode/decode-chunk";
import { writeChunk } from "./write-chunk";

let prisma: PrismaClient;
let seeded: Awaited<ReturnType<typeof seedCampaign>>;
beforeAll(async () => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "", 2);
  seeded = await seedCampaign(prisma);
});
afterAll(() => prisma.$disconnect());

const frames = (...texts: string[]) => encodeFrames(texts.map((text) => new TextEncoder().encode(text)));

async function writeCsv(rows: string[], change: Partial<ChunkHeader> = {}): Promise<string> {
  const { header } = jsonChunk(rows, { kind: "clicks", format: "csv", delimiter: ";", ...change });
  const bytes = frames("time;user_id;campaign_id", ...rows);
  const chunk = decodedThroughStages(header, await decodeChunk(header, bytes), seeded.catalogue);
  await writeChunk(prisma, { ...chunk, text: readChunkText(header, bytes) });
  return header.batchId;
}
const ledgerOf = (batchId: string) =>
  prisma.$queryRaw<object[]>`
    select chunk_no, first_record::integer, format, csv_header, csv_delimiter from chunk_ledger where batch_id = ${batchId}`;
const click = () => `${new Date().toISOString()};${randomUUID()};${seeded.campaignId}`;

describe("the ledger", () => {
  it("keeps the header line of a CSV chunk with rejects, and names their lines", async () => {
    const rows = [click(), "x;u;c", `${click()};more`, `${new Date().toISOString()};"u\n";nowhere`, "y;u;c"];
    const batchId = await writeCsv(rows, { firstRecord: 21, firstLine: 40, blankLines: [[1, 2]] });
    expect(await ledgerOf(batchId)).toEqual([
      { chunk_no: 0, first_record: 21, format: "csv", csv_header: "time;user_id;campaign_id", csv_delimiter: ";" },
    ]);
    const rejects = await prisma.$queryRaw<{ record_no: bigint; message: string }[]>`
      select record_no, message from rejected_record where batch_id = ${batchId} order by record_no`;
    expect(rejects.map(({ record_no, message }) => [record_no, message.slice(0, 24)])).toEqual([
      [22n, 'Line 43: occurredAt "x" '],
      [23n, "Line 44: The row has 4 f"],
      [24n, 'Line 45: campaignId "now'],
      [25n, 'Line 47: occurredAt "y" '],
    ]);
  });

  it("keeps no header line of a chunk without rejects, and none of other formats", async () => {
    expect(await ledgerOf(await writeCsv([click()]))).toMatchObject([
      { format: "csv", csv_header: null, csv_delimiter: null },
    ]);
    const chunk = throughStages(jsonChunk(["{}"]), seeded.catalogue);
    await writeChunk(prisma, chunk);
    expect(await ledgerOf(chunk.header.batchId)).toMatchObject([{ format: "json", csv_header: null, first_record: 1 }]);
  });
});

describe("the batch", () => {
  const file = { name: "a\0\ud800.csv", format: "csv" as const, firstRecord: 1, records: 0, bytes: 3 };
  const totals = { chunks: 2, records: 0, bytes: 3, files: [file] };

  it.each([
    [0, 1],
    [1, 0],
  ])("remembers where it came from, and its files, with chunk %i first and then %i", async (...order) => {
    const came = {
      via: "correction" as const,
      fileName: "b\0.csv",
      corrects: "batch-0",
      receivedAt: new Date().toISOString(),
    };
    const batchId = randomUUID();
    for (const chunkNo of order) {
      const last = chunkNo === 1 ? { totals } : {};
      await writeChunk(prisma, throughStages(jsonChunk([], { batchId, chunkNo, ...came, ...last }), seeded.catalogue));
    }
    const rows = await prisma.$queryRaw<object[]>`
      select via, file_name, corrects, files, chunks from batch where id = ${batchId}`;
    expect(rows).toEqual([
      { via: "correction", file_name: "b�.csv", corrects: "batch-0", files: [{ ...file, name: "a��.csv" }], chunks: 2 },
    ]);
  });

  it("came over the API when its messages say nothing", async () => {
    const chunk = throughStages(jsonChunk([]), seeded.catalogue);
    await writeChunk(prisma, chunk);
    const rows = await prisma.$queryRaw<object[]>`
      select via, file_name, corrects, files from batch where id = ${chunk.header.batchId}`;
    expect(rows).toEqual([{ via: "api", file_name: null, corrects: null, files: null }]);
  });
});
