import { expect, test } from "@playwright/test";
import { call, createSource, credentials } from "../support/product";

interface Answer {
  batchId: string;
  received: number;
  stored: number;
  rejected: number;
  reasons: { reason: string; field: string | null; count: number }[];
}

/** Every 50th of 1,000 rows is broken, in five ways. */
function brokenFile() {
  const run = Date.now();
  const broken = new Map<number, { reason: string; field: string | null }>();
  const lines = Array.from({ length: 1000 }, (_, index) => {
    const row = index + 1;
    const good = [
      `row-${run}-${row}`,
      new Date(run - row * 1000).toISOString(),
      `user-${row}`,
      "broken-campaign",
      "signup",
    ];
    if (row % 50 !== 0) return good.join(",");
    const way = (row / 50) % 5;
    if (way === 0) broken.set(row, { reason: "missing_field", field: "userId" });
    if (way === 1) broken.set(row, { reason: "wrong_type", field: "occurredAt" });
    if (way === 2) broken.set(row, { reason: "missing_field", field: "campaignId" });
    if (way === 3) broken.set(row, { reason: "clock_skew", field: "occurredAt" });
    if (way === 4) broken.set(row, { reason: "malformed_record", field: null });
    if (way === 0) good[2] = "";
    if (way === 1) good[1] = "yesterday";
    if (way === 2) good[3] = "";
    if (way === 3) good[1] = new Date(run + 7_200_000).toISOString();
    if (way === 4) good.push("one field too many");
    return good.join(",");
  });
  return { body: `eventId,occurredAt,userId,campaignId,conversionType\n${lines.join("\n")}\n`, broken };
}

test("20 broken lines among 1,000: 980 stored, 20 rejected with line, field and reason", async () => {
  const { body, broken } = brokenFile();
  const source = await createSource({ name: "Broken lines", unknownReferences: "create" });
  const sent = await call<Answer>("/api/ingest/interactions?wait=60", {
    key: source.ingestKey,
    body,
    contentType: "text/csv",
  });
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  expect(sent.body).toMatchObject({ received: 1000, stored: 980, rejected: 20 });

  const rejects = await call<{
    rejects: { record: number; reason: string; field: string | null; message: string; raw: string }[];
  }>(`/api/batches/${sent.body.batchId}/rejects?format=json`, { key: credentials().readKey });
  const found = new Map(rejects.body.rejects.map(({ record, reason, field }) => [record, { reason, field }]));
  expect(found).toEqual(broken);
  for (const reject of rejects.body.rejects) {
    expect(reject.message.length).toBeGreaterThan(10);
    expect(body).toContain(reject.raw.trim());
  }
});
