import { describe, expect, it } from "vitest";
import { readFileName } from "./read-file-name";

const read = (name: string) => readFileName(new Headers({ "x-file-name": name }));

describe("readFileName", () => {
  it.each<[string, string | null]>([
    ["clicks.csv", "clicks.csv"],
    ["Kl%C3%A4cks%20%26%20more.csv", "Kläcks & more.csv"],
    ["C%3A%5Cexports%5Cclicks.csv", "clicks.csv"],
    ["..%2F..%2Fetc%2Fpasswd", "passwd"],
    ["a%00%0D%0Ab.csv", "ab.csv"],
    ["%E2%80%AEvsc.exe", "vsc.exe"],
    ["%F0%9F%98%80.csv", "😀.csv"],
    ["%20%20", null],
    ["folder%2F", null],
    ["", null],
  ])("reads %j as %j", (given, name) => expect(read(given)).toBe(name));

  it("keeps 255 characters, and no half of one", () => {
    expect(read("x".repeat(300))).toBe("x".repeat(255));
    expect(read(encodeURIComponent(`x${"😀".repeat(200)}`))).toBe(`x${"😀".repeat(127)}`);
    expect(read(encodeURIComponent(`xy${"😀".repeat(127)}`))).toBe(`xy${"😀".repeat(126)}`);
  });

  it("has none without the header", () => expect(readFileName(new Headers())).toBeNull());

  it.each(["100%.csv", "%FF.csv"])("refuses %j", (given) => {
    expect(() => read(given)).toThrow(expect.objectContaining({ code: "invalid_request" }));
  });
});
