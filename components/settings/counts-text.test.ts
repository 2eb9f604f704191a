import { expect, it } from "vitest";
import { countsText } from "./counts-text";

it("tells counts by table, the largest first, and leaves out what is zero", () => {
  expect(countsText({ click: 4, impression: 1200, conversion: 0, rejected_record: 4 })).toBe(
    "1,200 impression, 4 click, 4 rejected record",
  );
  expect(countsText({})).toBe("");
});
