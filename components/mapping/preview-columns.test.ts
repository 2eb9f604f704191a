import { expect, it } from "vitest";
import type { PreviewRecord } from "@/lib/contracts/preview";
import { cellText, isMeant, previewTable } from "./preview-columns";

const record = (number: number, event: Record<string, unknown> | null): PreviewRecord => ({
  record: number,
  raw: "…",
  kind: "click",
  event,
  rejection: null,
});

it("has the fields of all records as columns", () => {
  const { columns, rows } = previewTable([
    record(1, { userId: "u1", occurredAt: 0 }),
    record(2, null),
    record(3, { userId: "u3", targeting: { a: [1] } }),
  ]);
  expect(columns).toEqual(["userId", "occurredAt", "targeting"]);
  expect(rows.map(({ cells }) => cells)).toEqual([
    ["u1", "1970-01-01T00:00:00.000Z", null],
    [null, null, null],
    ["u3", null, '{"a":[1]}'],
  ]);
});

it("shows a time that is none as it is", () => {
  expect(cellText("occurredAt", 9e15)).toBe("9000000000000000");
  expect(cellText("occurredAt", "soon")).toBe("soon");
  expect(cellText("viewable", false)).toBe("false");
});

it("knows the column that a rejection means", () => {
  expect(isMeant("device", "device.geo")).toBe(true);
  expect(isMeant("userId", "userId")).toBe(true);
  expect(isMeant("user", "userId")).toBe(false);
  expect(isMeant("user", null)).toBe(false);
});
