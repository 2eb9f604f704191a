import type { Figure } from "./measure-reports";

const ms = (value: number) => value.toFixed(1);

/** Prints a table, the slowest first behind the limits, and one line of JSON. */
export function tellReports(events: number, figures: readonly Figure[]): void {
  const isLimit = ({ name }: Figure) => name.startsWith("limit");
  const ranked = figures.filter((each) => !isLimit(each)).toSorted((left, right) => right.p95 - left.p95);
  console.log(`| ${events.toLocaleString("en-US")} events, ms | p50 | p95 |\n|---|---:|---:|`);
  for (const { name, p50, p95 } of [...figures.filter(isLimit), ...ranked]) {
    console.log(`| ${name} | ${ms(p50)} | ${ms(p95)} |`);
  }
  const slowest = ranked[0]?.p95 ?? Number.NaN;
  const rounded = figures.map(({ name, p50, p95 }) => [name, Number(ms(p50)), Number(ms(p95))]);
  console.log(JSON.stringify({ bench: "reports", events, slowestP95: Number(ms(slowest)), figures: rounded }));
}
