import { NatsError } from "nats";
import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { PlaceError } from "@/lib/storage/pull/place";
import { fileRow } from "./file-row";
import { judge } from "./outcome";

const refusal = new AppError("malformed_body", "An odd quote.", {
  record: 7,
  byteOffset: 90,
  acceptedRecords: 6,
  batchId: "b",
});
const away = "The database or the queue cannot be used now.";
const file = { name: "a", shortName: "a", version: "1", bytes: 9, modifiedAt: new Date(), attempts: 3 };

describe("judge", () => {
  it("takes a refusal for final, with its place and what was taken in before it", () => {
    expect(judge(refusal, undefined)).toEqual({
      type: "refused",
      error: "Record 7, byte 90: An odd quote.",
      batchId: "b",
      records: 6,
    });
    expect(judge(new AppError("unsupported_media_type", "No."), undefined)).toMatchObject({
      type: "refused",
      error: "No.",
      batchId: null,
      records: 0,
    });
  });

  it("counts what breaks in the middle, whatever the door says of it", () => {
    expect(judge(refusal, new PlaceError("It broke."))).toEqual({ type: "broken", error: "It broke." });
    expect(judge(refusal, new Error("EIO"))).toMatchObject({ type: "broken" });
  });

  it("counts a fault of ours, so that the file does not hold up those behind it, and keeps its words", () => {
    expect(judge(new TypeError("secret words"), undefined)).toEqual({
      type: "broken",
      error: "Something went wrong that the worker's log tells of.",
    });
    expect(judge(new AppError("internal", "A fault."), undefined)).toMatchObject({ type: "broken" });
  });

  it.each([
    ["a full queue", new AppError("unavailable", "Full.", undefined, 30), undefined, "Full.", 30_000, true],
    ["a busy source", new AppError("rate_limited", "Busy.", undefined, 2), undefined, "Busy.", 15_000, true],
    ["a database that is away", Object.assign(new Error("no"), { code: "P1001" }), undefined, away, 15_000, true],
    ["a queue that is set up wrongly", new NatsError("no stream", "503"), undefined, away, 15_000, true],
    ["a change while it was read", refusal, new PlaceError("Changed.", "stale"), null, 15_000, false],
    ["a file that is gone", new PlaceError("Gone.", "stale"), undefined, null, 15_000, false],
    ["a file that is not ours", new PlaceError("Denied.", "denied"), undefined, "Denied.", null, false],
  ])("remembers nothing of %s", (_, error, broke, message, againMs, endsRun) => {
    expect(judge(error, broke)).toEqual({ type: "left", error: message, againMs, endsRun });
  });
});

describe("fileRow", () => {
  it("counts attempts up to the fifth, which is the last", () => {
    const broken = { type: "broken", error: "It broke." } as const;
    expect(fileRow(file, broken)).toMatchObject({ state: "retrying", attempts: 4, error: "It broke." });
    expect(fileRow({ ...file, attempts: 4 }, broken)).toMatchObject({ state: "failed", attempts: 5 });
  });

  it("remembers what was taken and what was refused, and nothing of what is left", () => {
    const accepted = { batchId: "b", chunks: 1, records: 5, bytes: 9 };
    expect(fileRow(file, { type: "taken", accepted })).toMatchObject({ state: "taken", batchId: "b", records: 5 });
    expect(fileRow(file, judge(refusal, undefined))).toMatchObject({ state: "failed", batchId: "b", records: 6 });
    expect(fileRow(file, judge(new AppError("unavailable", "Full."), undefined))).toBeNull();
  });
});
