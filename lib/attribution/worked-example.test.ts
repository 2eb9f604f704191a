import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { correlatePair } from "./correlate-pair";
import type { CampaignRules, JourneyEvent } from "./journey";
import { event } from "./journey.fixture";

/** docs/attribution.md, "An example by hand": what it says is what the code does. */
const text = readFileSync(join(import.meta.dirname, "../../docs/attribution.md"), "utf8");
const rules: CampaignRules = { clickWindowDays: 30, viewWindowDays: 1, pricing: "cpm", priceMicros: 0n };

/** The rows of the table with this first line, without it and the line under it. */
function tableOf(head: string): string[][] {
  const [, after = ""] = text.split(`${head}\n`);
  const rows = after.split("\n").slice(1);
  const end = rows.findIndex((row) => !row.startsWith("|"));
  return rows.slice(0, end).map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const touches = tableOf("| touch | kind | at | days before |");
const journey: JourneyEvent[] = [
  ...touches.map(([id = "", kind = "", at = ""]) => event(kind as JourneyEvent["kind"], id, at)),
  event("conversion", "purchase", "2026-11-29T12:00:00Z", { valueMicros: 12_000_000n }),
];
const credits = correlatePair(journey, rules).credits;

it("has the ages that the table tells", () => {
  expect(touches).toHaveLength(8);
  for (const [, , at = "", days] of touches) {
    const age = (Date.parse("2026-11-29T12:00:00Z") - Date.parse(at)) / 86_400_000;
    expect(Math.floor(age)).toBe(Number(days));
  }
});

it("gives each touch what the table says under each model, and all of it", () => {
  const names = ["a", "b", "c", "d", "e", "f"];
  const rows = tableOf("| model | a | b | c | d | e | f |");
  expect(rows.map(([model]) => model)).toEqual(["last_touch", "first_touch", "linear", "time_decay", "position"]);
  for (const [model, ...cells] of rows) {
    const told = names.map((name, index) => [name, BigInt((cells[index] ?? "").replaceAll(",", ""))]);
    const given = credits.filter((credit) => credit.model === model);
    const of = (name: string) => given.find((credit) => credit.touchId === name);
    expect(names.map((name) => [name, of(name)?.creditMicros ?? 0n])).toEqual(told);
    expect(given.every((credit) => names.includes(credit.touchId ?? ""))).toBe(true);
    expect(given.reduce((sum, credit) => sum + credit.creditMicros, 0n)).toBe(1_000_000n);
    expect(given.every((credit) => credit.revenueMicros === credit.creditMicros * 12n)).toBe(true);
  }
});
