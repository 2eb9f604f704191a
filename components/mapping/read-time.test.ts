import { expect, it } from "vitest";
import type { RuleObject } from "./edit-rule";
import { readTime } from "./read-time";

it.each<[RuleObject, string, string]>([
  [{}, "2023-12-14 17:16:34", "2023-12-14 16:16:34 UTC"],
  [{}, "1702574194123", "2023-12-14 17:16:34.123 UTC"],
  [{ type: "epoch_s" }, "12", "1970-01-01 00:00:12 UTC"],
  [{ type: "datetime", format: "d/M/yyyy H:mm" }, "4/5/2024 9:30", "2024-05-04 07:30:00 UTC"],
  [{ type: "iso", map: { never: "1970-01-01T00:00:00Z" } }, "never", "1970-01-01 00:00:00 UTC"],
])("reads with %j %s in the source's zone", (rule, value, text) => {
  expect(readTime(rule, value, "Europe/Berlin")).toEqual({ text });
});

it.each<[RuleObject, string, RegExp]>([
  [{}, "4/5/2024", /format/],
  [{ type: "datetime" }, "4/5/2024", /Name the format/],
  [{ type: "datetime", format: "QQ" }, "4/5/2024", /QQ/],
  [{ type: "epoch_ms" }, "soon", /no number/],
  [{ type: "epoch_ms" }, "1e300", /no time/],
  [{ type: "iso" }, "", /ISO/],
])("says with %j of %s why not", (rule, value, problem) => {
  expect(readTime(rule, value, "UTC")).toEqual({ problem: expect.stringMatching(problem) });
});

it("says that a zone is not known, instead of failing", () => {
  expect(readTime({}, "2023-12-14 17:16:34", "Mars/Olympus")).toEqual({ problem: expect.any(String) });
});
