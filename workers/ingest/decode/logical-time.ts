const secondsPerDay = 86_400n;

/** Days since 1970 as YYYY-MM-DD; null where a year has no four digits. */
export function dateText(days: bigint): string | null {
  return secondText(days * secondsPerDay)?.slice(0, 10) ?? null;
}

/** A time of day, `13:05:00.250`; null for what is none. */
export function timeText(value: bigint, perSecond: bigint): string | null {
  if (value < 0n || value >= secondsPerDay * perSecond) return null;
  return `${secondText(value / perSecond)?.slice(11)}${fractionText(value, perSecond)}`;
}

/**
 * A date and time, `2026-11-23T13:05:00.250000`; null where a year has no four digits.
 * @param ending `Z`, or nothing for a local time
 */
export function wallText(value: bigint, perSecond: bigint, ending: string): string | null {
  const seconds = value / perSecond - (value % perSecond < 0n ? 1n : 0n);
  const text = secondText(seconds);
  return text && `${text}${fractionText(value, perSecond)}${ending}`;
}

/** From the year 0000 on to 9999. */
function secondText(seconds: bigint): string | null {
  if (seconds < -62_167_219_200n || seconds > 253_402_300_799n) return null;
  return new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
}

function fractionText(value: bigint, perSecond: bigint): string {
  const fraction = ((value % perSecond) + perSecond) % perSecond;
  return `.${String(fraction).padStart(String(perSecond).length - 1, "0")}`;
}
