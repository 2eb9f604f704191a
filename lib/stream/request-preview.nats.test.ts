import type { NatsConnection } from "nats";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type PreviewQuestion, previewSubject } from "@/lib/contracts/preview";
import { openConnection } from "./connection";
import { requestPreview } from "./request-preview";

let nats: NatsConnection;
beforeAll(async () => {
  nats = await openConnection("test of previews", process.env.NATS_URL);
});
afterAll(() => nats.close());

const question: PreviewQuestion = {
  format: "json",
  records: 1,
  withRecords: true,
  candidates: [{ sourceId: "s", kind: "clicks" }],
};

it("says that no worker is there", async () => {
  await expect(requestPreview(nats, question, new Uint8Array(3))).rejects.toMatchObject({
    code: "unavailable",
    retryAfterSeconds: 2,
  });
});

it("says that no worker answers in time", async () => {
  const silent = nats.subscribe(previewSubject, { queue: "preview" });
  await expect(requestPreview(nats, question, new Uint8Array(3))).rejects.toMatchObject({ code: "unavailable" });
  silent.unsubscribe();
});

it("says that a sample fits into no message", async () => {
  await expect(requestPreview(nats, question, new Uint8Array(9 * 1024 * 1024))).rejects.toMatchObject({
    code: "too_large",
  });
});
