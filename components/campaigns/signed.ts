/** A difference with its sign: 1.5 → "+1.5", -2 → "−2", 0 → "0" as the format writes it. */
export function signed(value: number, format: (value: number) => string): string {
  if (value === 0) return format(0);
  return `${value > 0 ? "+" : "−"}${format(Math.abs(value))}`;
}

/** "1 day", "30 days". */
export function daysText(days: number): string {
  return `${days} ${days === 1 ? "day" : "days"}`;
}
