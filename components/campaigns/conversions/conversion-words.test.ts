import { describe, expect, it } from "vitest";
import { type ConversionDetail, conversionStateSchema, noCreditSchema } from "@/lib/contracts/conversions";
import { ageText, conversionText, hoursText, noCreditText, stateWords } from "./conversion-words";

const windows = { clickWindowDays: 30, viewWindowDays: 1 };
const credit = (creditMicros: number) => ({
  model: "linear" as const,
  creditMicros,
  revenueMicros: 0,
  costMicros: 0,
  why: null,
});
const touch = (kind: "click" | "view", creditMicros: number) => ({ kind, credits: [credit(creditMicros)] });
const conversion = (changes: object) =>
  ({ state: "credited", model: "linear", ...windows, touches: [], ...changes }) as unknown as ConversionDetail;

describe("the words of a conversion", () => {
  it("tells what became of it", () => {
    const touches = [touch("view", 0), touch("click", 500_000), touch("click", 500_000)];
    expect(conversionText(conversion({ touches }))).toBe("Linear, the campaign’s own model, credits 2 clicks.");
    expect(conversionText(conversion({ touches: [touch("view", 1_000_000)] }))).toContain("credits 1 view.");
    expect(conversionText(conversion({ state: "unattributed" }))).toMatch(/30 days.*1 day before/);
  });

  it("has a sentence for every state and every reason of the contract", () => {
    expect(Object.keys(stateWords).sort()).toEqual([...conversionStateSchema.options].sort());
    const sentences = noCreditSchema.options.map((why) => noCreditText(why, windows));
    expect(new Set(sentences).size).toBe(noCreditSchema.options.length);
    expect(sentences.every((sentence) => /^[A-Z].*\.$/.test(sentence))).toBe(true);
  });

  it("says which window a touch is older than", () => {
    expect(noCreditText("outside_click_window", windows)).toContain("30 days");
    expect(noCreditText("outside_view_window", windows)).toContain("1 day.");
  });

  it("tells the distance to the conversion, before and after it", () => {
    expect([0, 12, 75, 3_600, 97_200, 2_592_000, -5_400].map(ageText)).toEqual([
      "at the same moment",
      "12 s before",
      "1 min 15 s before",
      "1 h before",
      "1 d 3 h before",
      "30 d before",
      "1 h 30 min after",
    ]);
    expect([1, 6, 24, 72].map(hoursText)).toEqual(["1 hour", "6 hours", "1 day", "3 days"]);
  });
});
