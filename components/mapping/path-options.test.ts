import { expect, it } from "vitest";
import { pathOptions } from "./path-options";

const fields = (...paths: string[]) => paths.map((path) => ({ path, values: [] }));

it("offers what begins with what is typed before what holds it, whatever the case and the strokes", () => {
  const options = pathOptions(fields("ext.user_id", "site", "User-ID", "userid2"), "userI");
  expect(options.map(({ path }) => path)).toEqual(["User-ID", "userid2", "ext.user_id"]);
});

it("offers everything while nothing is typed, at most 50", () => {
  expect(pathOptions(fields("a", "b"), " ")).toHaveLength(2);
  expect(pathOptions(fields(...Array.from({ length: 500 }, (_, index) => `c${index}`)), "")).toHaveLength(50);
});
