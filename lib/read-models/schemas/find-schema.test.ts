import { expect, it, vi } from "vitest";
import { SchemaMemory } from "./find-schema";

function setup(maxLength = 1_000) {
  let now = 0;
  const texts = new Map<string, string>();
  const read = vi.fn(async (fingerprint: string) => texts.get(fingerprint));
  return { memory: new SchemaMemory(read, () => now, maxLength), texts, read, pass: (ms: number) => (now += ms) };
}

it("asks once for a schema that is there", async () => {
  const { memory, texts, read, pass } = setup();
  texts.set("a", '"int"');
  expect(await memory.find("a")).toBe('"int"');
  pass(86_400_000);
  expect(await memory.find("a")).toBe('"int"');
  expect(read).toHaveBeenCalledTimes(1);
});

it("asks again for an unknown one after two seconds, not before", async () => {
  const { memory, texts, read, pass } = setup();
  expect(await memory.find("a")).toBeUndefined();
  texts.set("a", '"int"');
  pass(1_999);
  expect(await memory.find("a")).toBeUndefined();
  expect(read).toHaveBeenCalledTimes(1);
  pass(1);
  expect(await memory.find("a")).toBe('"int"');
});

it("does not take a database that is down for an unknown schema", async () => {
  const { memory, texts, read } = setup();
  texts.set("a", '"int"');
  read.mockRejectedValueOnce(new Error("down"));
  await expect(memory.find("a")).rejects.toThrow("down");
  expect(await memory.find("a")).toBe('"int"');
});

it("remembers no more text than it may, and the newest", async () => {
  const { memory, texts, read } = setup(10);
  for (const name of ["a", "b", "c"]) texts.set(name, "12345");
  for (const name of ["a", "b", "c"]) await memory.find(name);
  read.mockClear();
  await memory.find("c");
  await memory.find("b");
  expect(read).not.toHaveBeenCalled();
  await memory.find("a");
  expect(read).toHaveBeenCalledTimes(1);
});

it("forgets the oldest of thousands of unknown fingerprints", async () => {
  const { memory, read } = setup();
  for (let index = 0; index <= 1_000; index += 1) await memory.find(`f${index}`);
  read.mockClear();
  await memory.find("f1000");
  expect(read).not.toHaveBeenCalled();
  await memory.find("f0");
  expect(read).toHaveBeenCalledTimes(1);
});
