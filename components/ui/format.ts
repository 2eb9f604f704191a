/** Figures and times as people read them. One locale, so that server and browser write the same. */

/** What stands where there is no value: a ratio without a denominator, an event that never came. */
export const NO_VALUE = "–";

type Figure = number | null | undefined;

const numberFormats = new Map<string, Intl.NumberFormat>();

/** A cached formatter: making one costs about 50 µs, a table needs hundreds. */
function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  let format = numberFormats.get(key);
  if (!format) {
    format = new Intl.NumberFormat("en", { signDisplay: "negative", ...options });
    numberFormats.set(key, format);
  }
  return format;
}

function isMissing(value: Figure): value is null | undefined {
  return value === null || value === undefined || !Number.isFinite(value);
}

/** 1234567 → "1,234,567". Rounds; takes bigint as well. */
export function formatInteger(value: Figure | bigint): string {
  if (typeof value === "bigint") return numberFormat({}).format(value);
  return isMissing(value) ? NO_VALUE : numberFormat({ maximumFractionDigits: 0 }).format(value);
}

/** A count that may be a fraction (credited conversions): 12 → "12", 12.333 → "12.33". */
export function formatCount(value: Figure): string {
  return isMissing(value) ? NO_VALUE : numberFormat({ maximumFractionDigits: 2 }).format(value);
}

/** 1234567 → "1.2M"; below 1,000 as it is, with at most two decimals. For tiles and axes. */
export function formatCompact(value: Figure): string {
  if (isMissing(value)) return NO_VALUE;
  if (Math.abs(value) < 1000) return formatCount(value);
  return numberFormat({ notation: "compact", maximumFractionDigits: Math.abs(value) >= 100_000_000 ? 0 : 1 }).format(
    value,
  );
}

/** A fraction as per cent: 0.0042 → "0.42%", 0.37 → "37.0%"; null → "–". Two decimals below 10 %, else one. */
export function formatPercent(fraction: Figure, options: { digits?: number } = {}): string {
  if (isMissing(fraction)) return NO_VALUE;
  const digits = options.digits ?? (Math.abs(fraction) < 0.1 ? 2 : 1);
  return numberFormat({ style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    fraction,
  );
}

/** A multiple, such as ROAS: 3.214 → "3.21×"; null → "–". */
export function formatRatio(value: Figure): string {
  return isMissing(value)
    ? NO_VALUE
    : `${numberFormat({ minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value)}×`;
}

/** `exact`: with all six decimals that micros have, where they are not zero. `whole`: from 1,000 on without decimals. */
export type MoneyOptions = { compact?: boolean; exact?: boolean; whole?: boolean };

/**
 * Money from integer micros and an ISO 4217 code: (1234500000, "EUR") → "€1,234.50".
 * Amounts below a hundredth keep four decimals, so that a cost per click is never "€0.00". Null → "–".
 */
export function formatMoney(micros: Figure | bigint, currency: string, options: MoneyOptions = {}): string {
  const value = typeof micros === "bigint" ? Number(micros) : micros;
  if (isMissing(value)) return NO_VALUE;
  const amount = value / 1_000_000;
  const size = Math.abs(amount);
  const style: Intl.NumberFormatOptions = { style: "currency", currency, currencyDisplay: "narrowSymbol" };
  if (options.compact && size >= 10_000) Object.assign(style, { notation: "compact", maximumFractionDigits: 1 });
  else if (options.whole && size >= 1000) style.maximumFractionDigits = 0;
  else if (options.exact) style.maximumFractionDigits = 6;
  else if (size > 0 && size < 0.01) style.maximumFractionDigits = 4;
  try {
    return numberFormat(style).format(amount);
  } catch {
    // A code that is no ISO 4217 code came in with the data: show it as it is.
    return `${numberFormat({ minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(amount)} ${currency}`;
  }
}

/** Bytes in binary steps: 1536 → "1.5 KB". */
export function formatBytes(bytes: Figure): string {
  if (isMissing(bytes)) return NO_VALUE;
  const units = ["B", "KB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (Math.abs(value) >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${numberFormat({ maximumFractionDigits: unit === 0 ? 0 : 1 }).format(value)} ${units[unit]}`;
}

const STEPS = [
  { unit: "d", seconds: 86_400 },
  { unit: "h", seconds: 3_600 },
  { unit: "min", seconds: 60 },
  { unit: "s", seconds: 1 },
] as const;

/** Milliseconds as the two largest units: 124000 → "2 min 4 s", 4200 → "4.2 s", 340 → "340 ms"; null → "–". */
export function formatDuration(ms: Figure): string {
  if (isMissing(ms)) return NO_VALUE;
  if (ms < 0) return `-${formatDuration(-ms)}`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 9_950) return `${numberFormat({ maximumFractionDigits: 1 }).format(ms / 1000)} s`;
  const total = Math.round(ms / 1000);
  const index = STEPS.findIndex((step) => total >= step.seconds);
  const [first, second] = [STEPS[index], STEPS[index + 1]];
  if (!first) return "0 s";
  const whole = Math.floor(total / first.seconds);
  const rest = second ? Math.floor((total % first.seconds) / second.seconds) : 0;
  return rest > 0 && second ? `${whole} ${first.unit} ${rest} ${second.unit}` : `${whole} ${first.unit}`;
}
