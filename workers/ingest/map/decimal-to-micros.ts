import { divideHalfEven } from "../half-even";

const decimal = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * Turns a decimal amount such as `12.5` or `1.2e-3` into whole micros by its digits, so that no binary
 * fraction comes between; what is finer than a micro is rounded half to even.
 * @returns null when the text is no decimal number, such as `1,234.50` or `12 EUR`
 */
export function decimalToMicros(text: string): number | null {
  const match = decimal.exec(text);
  const [, sign, whole = "", fraction = "", exponent = "0"] = match ?? [];
  const digits = whole + fraction;
  if (!match || digits === "" || digits.length > 400) return null;
  // micros = digits × 10^shift
  const shift = 6 - fraction.length + Number(exponent);
  const micros =
    shift >= 0 ? BigInt(digits) * 10n ** BigInt(shift) : divideHalfEven(BigInt(digits), 10n ** BigInt(-shift));
  return Number(sign === "-" ? -micros : micros);
}
