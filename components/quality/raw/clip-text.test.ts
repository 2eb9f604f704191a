import { describe, expect, it } from "vitest";
import { clipText } from "./clip-text";

describe("clipText", () => {
  const long = "x".repeat(5_000);
  it("keeps a short text whole", () => {
    expect(clipText("abc", { start: 1, end: 2 }, 10)).toEqual({
      text: "abc",
      marked: { start: 1, end: 2 },
      hiddenBefore: 0,
      hiddenAfter: 0,
    });
  });

  it("shows the beginning when nothing is marked behind it", () => {
    expect(clipText(long, null, 1_000)).toMatchObject({ hiddenBefore: 0, hiddenAfter: 4_000 });
    expect(clipText(long, { start: 10, end: 20 }, 1_000)).toMatchObject({ hiddenBefore: 0 });
  });

  it("shows what is marked, however far behind or large it is", () => {
    const far = clipText(long, { start: 3_000, end: 3_010 }, 1_000);
    expect(far).toMatchObject({ hiddenBefore: 2_800, hiddenAfter: 1_200, marked: { start: 200, end: 210 } });
    const last = clipText(long, { start: 4_990, end: 5_000 }, 1_000);
    expect(last).toMatchObject({ hiddenBefore: 4_000, hiddenAfter: 0, marked: { start: 990, end: 1_000 } });
    const large = clipText(long, { start: 3_000, end: 5_000 }, 1_000);
    expect(large.marked).toEqual({ start: 200, end: 1_000 });
  });

  it("cuts no character in two", () => {
    const clip = clipText("🎉".repeat(1_000), null, 999);
    expect(clip.text).toHaveLength(998);
    expect(clip.hiddenAfter).toBe(1_002);
  });
});
