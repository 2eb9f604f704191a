import { expect, it } from "vitest";
import { addPair, pairsOf, toMap } from "./value-pairs";

it("writes a map as lines and reads it back", () => {
  const map = JSON.parse('{"c":"click","__proto__":"x"}') as Record<string, string>;
  expect(toMap(pairsOf(map))).toEqual(map);
  expect(Object.keys(toMap(pairsOf(map)) ?? {})).toEqual(["c", "__proto__"]);
});

it("passes over lines without a value of theirs, and gives every line an id of its own", () => {
  const pairs = addPair(addPair(pairsOf({ c: "click" })));
  expect(toMap(pairs)).toEqual({ c: "click" });
  expect(new Set(pairs.map(({ id }) => id)).size).toBe(3);
  expect(toMap(addPair([]))).toBeUndefined();
});
