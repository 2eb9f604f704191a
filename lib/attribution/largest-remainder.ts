/**
 * Cuts a whole into parts by weight that add up to exactly that whole (the largest remainder method,
 * also Hamilton's): every part is rounded down, and what is missing goes one by one to the largest
 * remainders; of equal remainders to the later part.
 *
 * @param weights not negative, at least one above 0
 */
export function largestRemainder(weights: readonly bigint[], whole: bigint): bigint[] {
  const sum = weights.reduce((total, weight) => total + weight, 0n);
  const parts = weights.map((weight) => (whole * weight) / sum);
  const missing = Number(whole - parts.reduce((total, part) => total + part, 0n));
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (whole * weight) % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? b.index - a.index : a.remainder < b.remainder ? 1 : -1));
  for (const { index } of byRemainder.slice(0, missing)) parts[index] = (parts[index] ?? 0n) + 1n;
  return parts;
}
