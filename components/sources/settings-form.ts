import { isTimeZone } from "@/lib/contracts/primitives";
import type { Source, SourcePatch } from "@/lib/contracts/source";

/** The settings as they are typed. */
export interface SettingsForm {
  name: string;
  timeZone: string;
  unknownReferences: "reject" | "create";
  bidMatch: Source["bidMatch"];
  expectedEveryMinutes: string;
  maxEventsPerSecond: string;
  maxMegabytesPerSecond: string;
}

const megabyte = 1_000_000;

/** Shows a source's settings in the units that people type. */
export function toForm(source: Source): SettingsForm {
  const shown = (value: number | null, unit: number) => (value === null ? "" : String(value / unit));
  return {
    name: source.name,
    timeZone: source.timeZone,
    unknownReferences: source.unknownReferences,
    bidMatch: source.bidMatch,
    expectedEveryMinutes: shown(source.expectedEverySeconds, 60),
    maxEventsPerSecond: shown(source.maxEventsPerSecond, 1),
    maxMegabytesPerSecond: shown(source.maxBytesPerSecond, megabyte),
  };
}

/** What is to be changed, null for nothing; and what is wrong, by field. */
export function toPatch(
  form: SettingsForm,
  source: Source,
): { changed: SourcePatch | null; problems: Partial<Record<keyof SettingsForm, string>> } {
  const problems: Partial<Record<keyof SettingsForm, string>> = {};
  const amount = (field: keyof SettingsForm, unit: number, least: number, most: number) => {
    const text = form[field].trim();
    if (text === "") return null;
    const value = Math.round(Number(text.replace(",", ".")) * unit);
    if (!(value >= least && value <= most))
      problems[field] = `A number from ${least / unit} to ${most / unit}, or nothing.`;
    return value;
  };
  if (form.name.trim() === "") problems.name = "A source needs a name.";
  if (!isTimeZone(form.timeZone)) problems.timeZone = "A name such as Europe/Berlin.";
  const wanted = {
    name: form.name.trim(),
    timeZone: form.timeZone,
    unknownReferences: form.unknownReferences,
    bidMatch: form.bidMatch,
    expectedEverySeconds: amount("expectedEveryMinutes", 60, 1, 31 * 86_400),
    maxEventsPerSecond: amount("maxEventsPerSecond", 1, 1, 10_000_000),
    maxBytesPerSecond: amount("maxMegabytesPerSecond", megabyte, 1_000, 10_000_000_000),
  };
  const changes = Object.entries(wanted).filter(([field, value]) => value !== source[field as keyof typeof wanted]);
  return { changed: changes.length > 0 ? Object.fromEntries(changes) : null, problems };
}
