import { expect, it } from "vitest";
import { mappingText, readMappingText } from "./mapping-json";

it("reads what it writes, and nothing as no mapping", () => {
  const mapping = { fields: { campaignId: "cmp", occurredAt: { default: "$receivedAt" } } };
  expect(readMappingText(mappingText(mapping))).toEqual({ mapping });
  expect(readMappingText(mappingText(undefined))).toEqual({ mapping: undefined });
  expect(readMappingText('{"fields":{}}')).toEqual({ mapping: undefined });
});

it.each([
  ["{", /not JSON/],
  ['{"clicks":{"fields":{}}}', /clicks|fields/],
  ['{"fields":{"campaignId":{"type":"colour"}}}', /campaignId/],
  ["[]", /top/],
])("says what is wrong with %s", (text, words) => {
  expect(readMappingText(text)).toEqual({ problem: expect.stringMatching(words) });
});
