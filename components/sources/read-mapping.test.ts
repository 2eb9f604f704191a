import { expect, it } from "vitest";
import { readMapping } from "./read-mapping";

it("reads a mapping, and nothing as an empty one", () => {
  expect(readMapping("  ")).toEqual({ mapping: {} });
  const mapping = { clicks: { fields: { campaignId: "cmp" } } };
  expect(readMapping(JSON.stringify(mapping))).toEqual({ mapping });
});

it.each([
  ["{", /not JSON/],
  ['{"visits":{"fields":{}}}', /visits|top/],
  ['{"clicks":{"fields":{"campaignId":{"type":"colour"}}}}', /campaignId/],
])("says what is wrong with %s", (text, words) => {
  expect(readMapping(text)).toEqual({ problem: expect.stringMatching(words) });
});
