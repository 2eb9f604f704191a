import { describe, expect, it } from "vitest";
import { boundedMemo } from "./bounded-memo";

describe("boundedMemo", () => {
  it("works each answer out once while it is in use, null and undefined too", () => {
    const asked: string[] = [];
    const memo = boundedMemo((key) => {
      asked.push(key);
      return key === "a" ? undefined : null;
    }, 2);
    for (const key of ["a", "b", "a", "c", "a", "d", "a", "e", "a"]) memo(key);
    expect(asked).toEqual(["a", "b", "c", "d", "e"]);
    memo("b");
    expect(asked.at(-1)).toBe("b");
  });
});
