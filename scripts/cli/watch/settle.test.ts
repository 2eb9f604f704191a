import { expect, it } from "vitest";
import { type Listed, look, type Seen, settled } from "./settle";

const file = (path: string, size: number, mtimeMs: number): Listed => ({ path, size, mtimeMs });
const none: ReadonlyMap<string, Seen> = new Map();
const paths = (seen: ReadonlyMap<string, Seen>, nowMs: number) => settled(seen, nowMs, 2000).map(({ path }) => path);

it("takes a file once it has not changed for the whole time", () => {
  const first = look(none, [file("a", 1, 500)], 10_000);
  expect(paths(first, 10_000)).toEqual([]);
  expect(paths(look(first, [file("a", 1, 500)], 11_999), 11_999)).toEqual([]);
  expect(paths(look(first, [file("a", 1, 500)], 12_000), 12_000)).toEqual(["a"]);
});

it("begins anew when size or time change", () => {
  const first = look(none, [file("a", 1, 500), file("b", 1, 500)], 10_000);
  const second = look(first, [file("a", 2, 500), file("b", 1, 501)], 11_000);
  expect(paths(second, 12_500)).toEqual([]);
  expect(paths(second, 13_000)).toEqual(["a", "b"]);
});

it("forgets what went, and sees it anew when it is back", () => {
  const first = look(none, [file("a", 1, 500)], 10_000);
  const gone = look(first, [], 11_000);
  const back = look(gone, [file("a", 1, 500)], 12_000);
  expect(paths(gone, 20_000)).toEqual([]);
  expect(paths(back, 13_000)).toEqual([]);
});

it("gives the oldest first", () => {
  const seen = look(none, [file("new", 1, 900), file("old", 1, 100), file("also-old", 1, 100)], 0);
  expect(paths(seen, 5000)).toEqual(["also-old", "old", "new"]);
});

it("believes no time of a file: one that is old already is still watched", () => {
  expect(paths(look(none, [file("a", 1, -1_000_000)], 10_000), 10_500)).toEqual([]);
});
