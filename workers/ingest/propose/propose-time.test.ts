import { describe, expect, it } from "vitest";
import { compileDateFormat } from "@/lib/contracts/time/date-format";
import { proposeTime } from "./propose-time";

const now = Date.UTC(2026, 10, 23);
const propose = (...values: unknown[]) => proposeTime(values, now);

describe("proposeTime", () => {
  it.each([["2023-12-14T17:16:34Z"], ["2023-12-14 17:16:34+02:00"], [1702574194], [1702574194123], ["1702574194"]])(
    "needs no rule for %s",
    (value) => {
      expect(propose(value)).toEqual({ looksLikeTime: true, rule: {}, note: null });
    },
  );

  it("tells that times without an offset are read in the source's zone", () => {
    expect(propose("2023-12-14 17:16:34")).toMatchObject({ rule: {}, note: expect.stringContaining("time zone") });
  });

  it.each<[string, string[]]>([
    ["dd/MM/yyyy HH:mm:ss", ["04/05/2024 09:10:11", "13/05/2024 10:00:00"]],
    ["d/M/yyyy H:mm", ["4/5/2024 9:10", "13/5/2024 10:00"]],
    ["M/d/yyyy h:mm a", ["4/5/2024 9:10 AM", "4/13/2024 12:00 PM"]],
    ["d.M.yy", ["4.5.24", "31.12.24"]],
    ["dd.MM.yyyy", ["31.01.2024", "01.02.2024"]],
    ["yyyy/MM/dd HH:mm:ss.SSS", ["2024/05/04 09:10:11.250", "2024/05/05 10:00:00.000"]],
    ["yyyy-MM-dd", ["2024-05-04", "2024-12-11"]],
    ["yyyyMMddHHmmss", ["20240504131415", "20240505000000"]],
    ["yyyyMMdd", ["20240504"]],
    ["dd/MMM/yyyy:HH:mm:ss Z", ["04/May/2024:09:10:11 -0700", "05/May/2024:09:10:11 +0200"]],
    ["EEE, dd MMM yyyy HH:mm:ss z", ["Sat, 04 May 2024 03:14:15 GMT", "Sun, 05 May 2024 13:14:15 GMT"]],
    ["MMMM d, yyyy h:mm a", ["September 4, 2024 9:10 am", "September 5, 2024 12:10 pm"]],
    ["dd-MM-yyyyTHH:mm:ssXXX", ["04-05-2024T09:10:11Z", "14-05-2024T09:10:11+02:00"]],
  ])("finds %s, which the values prove", (format, texts) => {
    expect(propose(...texts)).toMatchObject({ looksLikeTime: true, rule: { type: "datetime", format } });
    const parse = compileDateFormat(format);
    for (const text of texts) expect(parse(text, (wallMs) => wallMs)).toEqual(expect.any(Number));
  });

  it.each([
    ["4/5/2024", "4/5/2024 may be April or May: name the format."],
    ["04-05-2024 10:00:00", "may be April or May"],
    ["4.5.24", "may be April or May"],
    ["5/5/2024", "day or its month first"],
    ["24-05-04", "its year or with its day"],
  ])("decides nothing about %s, and says what is to be decided", (text, words) => {
    const proposal = propose(text);
    expect(proposal).toMatchObject({ looksLikeTime: true, rule: {} });
    expect(proposal.note).toContain(words);
  });

  it("takes one value above 12 as the proof for all", () => {
    expect(propose("4/5/2024", "1/2/2024", "12/25/2024").rule.format).toBe("M/d/yyyy");
    expect(propose("4/5/2024", "13/1/2024", "1/13/2024").looksLikeTime).toBe(false);
  });

  it.each([
    ["yesterday"],
    [12],
    ["99999999999999"],
    [true],
    [{}],
    [""],
    ["4/5/2024", "soon"],
    ["'; drop table"],
    ["1".repeat(10_000)],
    ["a1".repeat(5000)],
    ["1.2.3.4"],
    ["2001:db8::1"],
  ])("sees no time in %s", (...values) => {
    expect(propose(...values)).toEqual({ looksLikeTime: false, rule: {}, note: null });
  });
});
