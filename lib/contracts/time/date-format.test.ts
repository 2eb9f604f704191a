import { describe, expect, it } from "vitest";
import { compileDateFormat } from "./date-format";
import { zoneClock } from "./zone-time";

const inUtc = (wallMs: number) => wallMs;
const iso = (time: unknown) => (typeof time === "number" ? new Date(time).toISOString() : time);

describe("compileDateFormat", () => {
  it.each([
    ["dd/MM/yyyy HH:mm:ss", "04/05/2024 13:14:15", "2024-05-04T13:14:15.000Z"],
    ["M/d/yyyy h:mm a", "4/5/2024 12:07 AM", "2024-04-05T00:07:00.000Z"],
    ["M/d/yyyy h:mm a", "12/31/2024 12:07 pm", "2024-12-31T12:07:00.000Z"],
    ["yyyyMMddHHmmssSSS", "20240504131415678", "2024-05-04T13:14:15.678Z"],
    ["dd/MMM/yyyy:HH:mm:ss Z", "10/Oct/2000:13:55:36 -0700", "2000-10-10T20:55:36.000Z"],
    ["yyyy-MM-dd'T'HH:mm:ssXXX", "2024-05-04T13:14:15+02:00", "2024-05-04T11:14:15.000Z"],
    ["yyyy-MM-ddTHH:mm", "2024-05-04T13:14", "2024-05-04T13:14:00.000Z"],
    ["dd.MM.yyyy", "04.05.2024", "2024-05-04T00:00:00.000Z"],
    ["d MMMM yyyy H:mm", "4 May 2024 9:05", "2024-05-04T09:05:00.000Z"],
    ["MMMM d, yyyy hh:mm:ss a", "september 30, 2024 12:00:01 p.m.", "2024-09-30T12:00:01.000Z"],
    ["MMM d yyyy", "Sept 30 2024", "2024-09-30T00:00:00.000Z"],
    ["d-MMM-yy", "4-Jun-24", "2024-06-04T00:00:00.000Z"],
    ["EEE, dd MMM yyyy HH:mm:ss z", "Sat, 04 May 2024 13:14:15 GMT", "2024-05-04T13:14:15.000Z"],
    ["EEEE d MMMM yyyy", "Saturday 4 May 2024", "2024-05-04T00:00:00.000Z"],
    ["M/d/yy h:m:s a", "4/5/24 1:2:3 PM", "2024-04-05T13:02:03.000Z"],
    ["yyyy-MM-dd HH:mm:ss.S", "2024-05-04 13:14:15.6", "2024-05-04T13:14:15.600Z"],
    ["yyyy-MM-dd HH:mm:ss,SSSSSSSSS", "2024-05-04 13:14:15,678999999", "2024-05-04T13:14:15.678Z"],
    ["yyyy-MM-dd HH:mm:ssX", "2024-05-04 13:14:15+02", "2024-05-04T11:14:15.000Z"],
    ["yyyy-MM-dd HH:mm:ssX", "2024-05-04 13:14:15-0330", "2024-05-04T16:44:15.000Z"],
    ["yyyy-MM-dd HH:mm:ssXX", "2024-05-04 13:14:15Z", "2024-05-04T13:14:15.000Z"],
    ["yyyy.MM.dd 'at' HH 'o''clock'", "2024.05.04 at 13 o'clock", "2024-05-04T13:00:00.000Z"],
    ["yyyy年M月d日 HH:mm", "2024年5月4日 13:14", "2024-05-04T13:14:00.000Z"],
  ])("reads %s", (format, text, expected) => {
    expect(iso(compileDateFormat(format)(text, inUtc))).toBe(expected);
  });

  it.each([
    ["dd/MM/yyyy", "13/13/2024"],
    ["dd/MM/yyyy", "4/5/2024"],
    ["dd.MM.yyyy", "04x05x2024"],
    ["d MMM yyyy", "4 Foo 2024"],
    ["h:mm a d/M/yyyy", "13:00 PM 4/5/2024"],
    ["h:mm a d/M/yyyy", "0:30 AM 4/5/2024"],
    ["dd/MM/yyyy", "04/05/24"],
    ["dd/MM/yy", "04/05/2024"],
    ["d MMM yyyy", "4 June 2024"],
    ["d MMMM yyyy", "4 Jun 2024"],
    ["EEE d MMM yyyy", "Foo 4 May 2024"],
    ["dd.MM.yyyy", "31.04.2024"],
    ["dd.MM.yyyy HH:mm z", "04.05.2024 10:00 EST"],
    ["dd.MM.yyyy HH:mm XXX", "04.05.2024 10:00 +99:00"],
  ])("of %s refuses %s", (format, text) => {
    expect(compileDateFormat(format)(text, inUtc)).toEqual({ problem: expect.stringContaining(format) });
  });

  it.each([
    ["yyyy-DD", "write dd"],
    ["YYYY-MM-dd", "write yyyy"],
    ["MM/dd HH:mm", "no full date"],
    ["", "no full date"],
    ["HH:mm:ss", "no full date"],
    ["yyyy-MM-dd dd", "the day twice"],
    ["d MMM M yyyy", "the month twice"],
    ["dd.MM.yyyy hh:mm", "needs a for AM or PM"],
    ["yyyyMd", "in two ways"],
    ["dd.MM.yyyy Hmm", "in two ways"],
    ["dd.MM.yyyy HH:mm VV", '"VV"'],
    ["constructor yyyy", "not understood"],
  ])("throws for %s", (format, words) => {
    expect(() => compileDateFormat(format)).toThrow(words);
  });

  it("reads the wall clock of the source's zone, and nothing but the offset where there is one", () => {
    const read = (format: string, text: string) => iso(compileDateFormat(format)(text, zoneClock("Europe/Berlin")));
    expect(read("dd.MM.yyyy HH:mm", "04.05.2024 13:14")).toBe("2024-05-04T11:14:00.000Z");
    expect(read("dd.MM.yyyy HH:mm XXX", "04.05.2024 13:14 -05:00")).toBe("2024-05-04T18:14:00.000Z");
    expect(read("dd.MM.yyyy HH:mm z", "04.05.2024 13:14 UTC")).toBe("2024-05-04T13:14:00.000Z");
  });

  it("reads a time that the clock leaves out with the offset before, and takes the first of two equal ones", () => {
    const read = (text: string) => iso(compileDateFormat("dd.MM.yyyy H:mm")(text, zoneClock("Europe/Berlin")));
    expect(read("29.03.2026 2:30")).toBe("2026-03-29T01:30:00.000Z");
    expect(read("25.10.2026 2:30")).toBe("2026-10-25T00:30:00.000Z");
  });

  it("takes no longer for a hostile text", () => {
    const parse = compileDateFormat("d/M/yyyy H:m:s");
    expect(parse("1".repeat(1_000_000), inUtc)).toEqual({ problem: expect.any(String) });
  });
});
