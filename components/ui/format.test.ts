import { describe, expect, it } from "vitest";
import {
  formatBytes,
  formatCompact,
  formatCount,
  formatDuration,
  formatInteger,
  formatMoney,
  formatPercent,
  formatRatio,
} from "./format";

describe("missing values", () => {
  it.each([formatInteger, formatCount, formatCompact, formatPercent, formatRatio, formatDuration, formatBytes])(
    "%o writes a dash for null, undefined, NaN and infinity",
    (format) => {
      for (const value of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY]) expect(format(value)).toBe("–");
    },
  );

  it("writes a dash for no money", () => {
    expect(formatMoney(null, "EUR")).toBe("–");
  });
});

describe("counts", () => {
  it("groups thousands and rounds", () => {
    expect(formatInteger(1_234_567.4)).toBe("1,234,567");
    expect(formatInteger(12_345_678_901_234_567_890n)).toBe("12,345,678,901,234,567,890");
  });

  it("has no negative zero", () => {
    expect(formatInteger(-0.2)).toBe("0");
    expect(formatPercent(-0.000001)).toBe("0.00%");
  });

  it("keeps two decimals of a credited conversion, none of a whole one", () => {
    expect(formatCount(12)).toBe("12");
    expect(formatCount(12.3333)).toBe("12.33");
  });

  it("is compact from a thousand on", () => {
    expect(formatCompact(999)).toBe("999");
    expect(formatCompact(1_250)).toBe("1.3K");
    expect(formatCompact(1_234_567)).toBe("1.2M");
    expect(formatCompact(987_654_321)).toBe("988M");
    expect(formatCompact(2_300_000_000)).toBe("2B");
  });
});

describe("ratios", () => {
  it("writes fractions as per cent, finer when small", () => {
    expect(formatPercent(0)).toBe("0.00%");
    expect(formatPercent(0.0042)).toBe("0.42%");
    expect(formatPercent(0.3701)).toBe("37.0%");
    expect(formatPercent(1)).toBe("100.0%");
    expect(formatPercent(0.5, { digits: 0 })).toBe("50%");
  });

  it("writes multiples", () => {
    expect(formatRatio(3.214)).toBe("3.21×");
  });
});

describe("money", () => {
  it("reads micros", () => {
    expect(formatMoney(1_234_500_000, "EUR")).toBe("€1,234.50");
    expect(formatMoney(-5_000_000, "USD")).toBe("-$5.00");
    expect(formatMoney(1_500_000_000n, "JPY")).toBe("¥1,500");
  });

  it("does not round a small cost per click to nothing", () => {
    expect(formatMoney(3_400, "EUR")).toBe("€0.0034");
    expect(formatMoney(0, "EUR")).toBe("€0.00");
  });

  it("is compact only for large amounts", () => {
    expect(formatMoney(9_999_000_000, "EUR", { compact: true })).toBe("€9,999.00");
    expect(formatMoney(1_234_500_000_000, "EUR", { compact: true })).toBe("€1.2M");
  });

  it("shows an amount even when the code is none", () => {
    expect(formatMoney(1_000_000, "points")).toBe("1.00 points");
  });
});

describe("durations and sizes", () => {
  it("uses the two largest units", () => {
    expect(formatDuration(0)).toBe("0 ms");
    expect(formatDuration(340)).toBe("340 ms");
    expect(formatDuration(4_200)).toBe("4.2 s");
    expect(formatDuration(59_999)).toBe("1 min");
    expect(formatDuration(124_000)).toBe("2 min 4 s");
    expect(formatDuration(3_600_000 * 27)).toBe("1 d 3 h");
    expect(formatDuration(-124_000)).toBe("-2 min 4 s");
  });

  it("never shows a thousand milliseconds or ten seconds with a decimal", () => {
    expect(formatDuration(999.7)).toBe("1 s");
    expect(formatDuration(9_970)).toBe("10 s");
  });

  it("counts bytes in binary steps", () => {
    expect(formatBytes(512)).toBe("512 B");
    expect(formatBytes(1_536)).toBe("1.5 KB");
    expect(formatBytes(2 * 1024 ** 3)).toBe("2 GB");
  });
});
