import { expect, it } from "vitest";
import { NAVIGATION } from "@/components/shell/navigation";
import { globalCommand } from "./global-keys";

const plain = { ctrlKey: false, metaKey: false, altKey: false };
const anywhere = { isTyping: false, isAfterG: false };

it.each([
  [{ ...plain, key: "k", ctrlKey: true }, { type: "palette" }],
  [{ ...plain, key: "K", metaKey: true }, { type: "palette" }],
  [{ ...plain, key: "k" }, null],
  [{ ...plain, key: "?" }, { type: "keys" }],
  [{ ...plain, key: "/" }, { type: "search" }],
  [{ ...plain, key: "/", altKey: true }, null],
  [{ ...plain, key: "g" }, { type: "wait" }],
])("%j asks for %j", (pressed, command) => {
  expect(globalCommand(pressed, anywhere)).toEqual(command);
});

it("goes to a screen by g and its letter, each letter for one screen", () => {
  expect(globalCommand({ ...plain, key: "c" }, { ...anywhere, isAfterG: true })).toEqual({
    type: "go",
    href: "/campaigns",
  });
  expect(globalCommand({ ...plain, key: "z" }, { ...anywhere, isAfterG: true })).toBeNull();
  expect(new Set(NAVIGATION.map(({ goKey }) => goKey)).size).toBe(NAVIGATION.length);
});

it("leaves letters to whoever types, but for the palette", () => {
  expect(globalCommand({ ...plain, key: "?" }, { isTyping: true, isAfterG: false })).toBeNull();
  expect(globalCommand({ ...plain, key: "c" }, { isTyping: true, isAfterG: true })).toBeNull();
  expect(globalCommand({ ...plain, key: "k", ctrlKey: true }, { isTyping: true, isAfterG: false })).toEqual({
    type: "palette",
  });
});
