import { describe, expect, it } from "vitest";
import { createUserFinder, type SentRecord } from "./holds-user";

const sent = (raw: string | Uint8Array, how: Partial<SentRecord> = {}): SentRecord => ({
  raw: typeof raw === "string" ? new TextEncoder().encode(raw) : raw,
  message: "occurredAt is missing.",
  format: "json",
  csvHeader: null,
  csvDelimiter: null,
  ...how,
});
const csv = (raw: string) => sent(raw, { format: "csv", csvHeader: "a;b", csvDelimiter: ";" });
const holds = (userId: string, record: SentRecord) => createUserFinder(userId)(record);

describe("a reject is of the user", () => {
  it.each<[string, string, SentRecord]>([
    ["a value is the id", "u-1000", sent('{"uid":"u-1000"}')],
    ["a value is the id with spaces around it", "u-1000", sent('{"uid":" u-1000 "}')],
    ["a number is", "1000", sent('{"uid":1000}')],
    ["a number is, in other words", "1000", sent('{"uid":1e3}')],
    ["a number longer than JavaScript keeps is", "12345678901234567890", sent('{"uid":12345678901234567890}')],
    ["a value somewhere inside is", "ü-1", sent('{"a":[{"b":{"uid":"\\u00fc-1"}}]}')],
    ["a name is", "u-1000", sent('{"users":{"u-1000":{}}}')],
    ["a short number is", "7", sent('{"uid":7}')],
    ["a link names it", "u-1000", sent('{"link":"https://x/?uid=u-1000&a=b"}')],
    ["the message names it", "u-1000", sent("{}", { message: 'userId "u-1000" is wrong' })],
    ["a cell is the id", "u-1000", csv("x;u-1000")],
    ["a cell is the id in quotes", 'u"1', csv('x;"u""1"')],
    ["a row that cannot be read names it", "u-1000", csv('x;"u-1000;y')],
    ["a row without its header line names it", "u-1000", sent("x,u-1000", { format: "csv" })],
    ["a broken record names it", "u-1000", sent('{"uid":"u-1000"')],
    ["a broken record names a short id", "7", sent('{"uid":7')],
    ["a broken record names it in escapes", "ü/1", sent('{"uid":"\\u00fc\\/1"')],
    ["bytes that are no UTF-8 name it", "ü-1000", sent(Buffer.from("uid=ü-1000", "latin1"))],
    ["it has signs of regular expressions", "a.b*[c]-(d)", sent("uid=a.b*[c]-(d);")],
    ["it is a name that objects have", "__proto__", sent('{"__proto__":1}')],
  ])("when %s", (_, userId, record) => {
    expect(holds(userId, record)).toBe(true);
  });

  it.each<[string, string, SentRecord]>([
    ["a value only begins with the id", "u-1000", sent('{"uid":"u-10001"}')],
    ["a value goes on behind it", "u-1000", sent('{"uid":"u-1000-b"}')],
    ["a value goes on in front of it", "u-1000", sent('{"uid":"ü-u-1000"}')],
    ["a short number stands in a time", "7", sent('{"at":"2026-11-7 7:00","uid":8}')],
    ["a dot stands where another sign does", "a.b-c", sent("uid=axb-c")],
    ["there is nothing", "u-1000", sent("")],
    ["a cell is another", "u-1000", csv("x;u-2000")],
  ])("not when %s", (_, userId, record) => {
    expect(holds(userId, record)).toBe(false);
  });
});
