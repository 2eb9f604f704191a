import { afterAll, describe, expect, it } from "vitest";
import { everySource } from "@/lib/scope";
import { createPrisma } from "@/lib/storage/prisma";
import { insertBatch, insertLedger, insertReject } from "./batch-rows.fixture";
import { getRejectForms } from "./get-reject-forms";

const database = createPrisma(process.env.DATABASE_URL ?? "", 2);
afterAll(() => database.$disconnect());

const csv = (firstRecord: number, header?: string) => ({ firstRecord, format: "csv" as const, header, delimiter: "," });

describe("getRejectForms", () => {
  it("tells the header line of each file's rows, and JSON of what was JSON or Avro", async () => {
    const batch = await insertBatch(database);
    await insertLedger(database, batch, 0, { stored: 9, rejected: 1, written: csv(1, "a,b") });
    await insertLedger(database, batch, 1, { stored: 10, written: csv(11) });
    await insertLedger(database, batch, 2, { rejected: 10, written: csv(21, "a,b") });
    await insertLedger(database, batch, 3, { rejected: 10, written: { firstRecord: 31, format: "avro" } });
    await insertLedger(database, batch, 4, { rejected: 10, written: { firstRecord: 41, format: "json" } });
    await insertLedger(database, batch, 5, { rejected: 10, written: csv(51, "x;y") });
    for (const record of [10, 21, 30, 31, 50, 51, 60]) await insertReject(database, batch, record);
    const find = await getRejectForms(everySource, batch.id, database);
    const first = { format: "csv", header: "a,b" };
    const last = { format: "csv", header: "x;y" };
    const json = { format: "json" };
    expect(await find([60, 10, 21, 30, 31, 50, 51])).toEqual([last, first, first, first, json, json, last]);
    expect(await find([1, 10, 22, 61, Number.MAX_SAFE_INTEGER])).toEqual([
      undefined,
      first,
      undefined,
      undefined,
      undefined,
    ]);
    expect(await find([])).toEqual([]);
  });

  it("knows nothing of a batch that is not there", async () => {
    expect(await (await getRejectForms(everySource, "none such", database))([1])).toEqual([undefined]);
  });

  it("says so when it was not remembered how records were written", async () => {
    for (const written of [undefined, csv(1)]) {
      const batch = await insertBatch(database);
      await insertLedger(database, batch, 0, { rejected: 1, written });
      await expect(getRejectForms(everySource, batch.id, database)).rejects.toMatchObject({ code: "conflict" });
    }
  });
});
