import { expect, it } from "vitest";
import { newBatchId } from "./new-batch-id";

it("makes ids that sort by time and never meet", () => {
  const times = [
    "2000-01-01T00:00:00.000Z",
    "2026-11-23T10:00:00.000Z",
    "2026-11-23T10:00:00.001Z",
    "2500-01-01T00:00:00.000Z",
  ];
  const ids = times.map((time) => newBatchId(new Date(time)));
  expect([...ids].sort()).toEqual(ids);
  expect(newBatchId(new Date(0))).not.toBe(newBatchId(new Date(0)));
  for (const id of ids) expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
});
