import { describe, expect, it } from "vitest";
import type { Batch } from "@/lib/contracts/batch";
import { Refusal, UsageError } from "./cli-error";
import { bytes, duration, outcome, parseDuration, tellError } from "./figures";

const batch: Batch = {
  batchId: "b",
  source: "s",
  kind: "clicks",
  state: "done",
  received: 1000,
  stored: 980,
  duplicate: 1,
  rejected: 19,
  filtered: 0,
  pending: 0,
  reasons: [
    { reason: "missing_field", field: "userId", count: 12 },
    { reason: "malformed_record", field: null, count: 7 },
  ],
  firstEventAt: null,
  lastEventAt: null,
  receivedAt: "2026-11-23T07:00:00Z",
  doneAt: null,
  error: null,
  via: "api",
  fileName: null,
  corrects: null,
  files: null,
};

it.each([
  [0, "0 B"],
  [999, "999 B"],
  [1234, "1.23 kB"],
  [200_000_000, "200 MB"],
  [12_345_678_901, "12.3 GB"],
])("bytes %s", (value, text) => expect(bytes(value)).toBe(text));

it.each([
  [250, "250 ms"],
  [59_400, "59 s"],
  [61_000, "1 min 1 s"],
  [3_700_000, "1 h 1 min"],
])("duration %s", (ms, text) => expect(duration(ms)).toBe(text));

describe("parseDuration", () => {
  it.each([
    ["90", 90_000],
    ["1.5s", 1500],
    ["15m", 900_000],
    ["2h", 7_200_000],
    ["0", 0],
  ])("reads %s", (text, ms) => expect(parseDuration(text, "--wait")).toBe(ms));

  it.each(["", "soon", "-1", "1d", "clicks.csv", "1e9"])("refuses '%s'", (text) => {
    expect(() => parseDuration(text, "--wait")).toThrow(UsageError);
  });
});

describe("outcome", () => {
  it("names every part and the reasons", () => {
    expect(outcome(batch)).toBe(
      "980 stored, 1 duplicate, 19 rejected (missing_field of userId × 12, malformed_record × 7)",
    );
  });

  it("tells of invalid traffic, of what is pending, and of a refused rest", () => {
    const other = { ...batch, rejected: 0, duplicate: 0, filtered: 3, pending: 2, error: "Bad quote." };
    expect(outcome(other)).toBe("980 stored (3 invalid traffic), 2 pending; the rest was refused: Bad quote.");
  });
});

it("tells a refusal with its code and place", () => {
  const refusal = new Refusal(400, "malformed_body", "A quote is not closed.", { byteOffset: 17, record: 2, x: null });
  expect(tellError(refusal)).toBe("A quote is not closed. [malformed_body] (byteOffset 17, record 2)");
});
