import type { Batch } from "@/lib/contracts/batch";
import { Refusal, UsageError } from "./cli-error";

/** Whole numbers with their thousands apart. */
export function count(value: number): string {
  return value.toLocaleString("en-US");
}

/** A number with its noun: `1 record`, `2 records`. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? "" : "s"}`;
}

/** Bytes in decimal units, with three digits that count. */
export function bytes(value: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, value)) / 3));
  const shown = value / 1000 ** power;
  const digits = power === 0 || shown >= 100 ? 0 : shown >= 10 ? 1 : 2;
  return `${shown.toFixed(digits)} ${units[power]}`;
}

/** A time span as a person says it. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 1) return `${Math.round(ms)} ms`;
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

/** Reads `90`, `90s`, `15m` or `2h` as milliseconds. @throws UsageError */
export function parseDuration(text: string, option: string): number {
  const [, amount = "", unit = "s"] = /^(\d{1,7}(?:\.\d{1,3})?)(s|m|h)?$/.exec(text.trim()) ?? [];
  if (amount === "") throw new UsageError(`${option} is '${text}': give seconds, or a time such as 90s, 15m or 2h.`);
  const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };
  return Number(amount) * (unitMs[unit] ?? 1000);
}

/** What became of a batch, in one line. */
export function outcome(batch: Batch): string {
  const parts = [`${count(batch.stored)} stored`];
  if (batch.filtered > 0) parts[0] += ` (${count(batch.filtered)} invalid traffic)`;
  if (batch.duplicate > 0) parts.push(counted(batch.duplicate, "duplicate"));
  if (batch.rejected > 0) parts.push(`${count(batch.rejected)} rejected (${reasons(batch)})`);
  if (batch.pending > 0) parts.push(`${count(batch.pending)} pending`);
  const error = batch.error ? `; the rest was refused: ${batch.error}` : "";
  return `${parts.join(", ")}${error}`;
}

function reasons(batch: Batch): string {
  const shown = batch.reasons.slice(0, 5).map(({ reason, field, count: times }) => {
    return `${reason}${field ? ` of ${field}` : ""} × ${count(times)}`;
  });
  return [...shown, ...(batch.reasons.length > shown.length ? ["…"] : [])].join(", ");
}

/** An error in one line; of a refusal with its code and details, which name the place in the file. */
export function tellError(error: Error): string {
  if (!(error instanceof Refusal)) return error.message;
  const details = Object.entries(error.details)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${name} ${typeof value === "object" ? JSON.stringify(value) : String(value)}`);
  const place = details.length === 0 ? "" : ` (${details.join(", ").slice(0, 1000)})`;
  return `${error.message} [${error.code}]${place}`;
}
