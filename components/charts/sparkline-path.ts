/** SVG paths in a box of 100 × 100 (y down, zero at the bottom); gaps break the line. */
export function sparklinePath(values: readonly (number | null)[]): { line: string; area: string } {
  const max = Math.max(0, ...values.filter((value) => value !== null));
  const xOf = (index: number) => round(values.length < 2 ? 50 : (index / (values.length - 1)) * 100);
  const yOf = (value: number) => round(max === 0 ? 98 : 98 - (value / max) * 94);
  let line = "";
  let area = "";
  for (const run of runsOf(values)) {
    const points = run.map(({ index, value }) => `${xOf(index)} ${yOf(value)}`);
    const [first, last] = [run[0], run[run.length - 1]];
    if (!first || !last) continue;
    // A run of one point is a stroke of no length: the round cap makes it a dot.
    line += `M${points.join("L")}${points.length === 1 ? "h0" : ""}`;
    area += `M${xOf(first.index)} 100L${points.join("L")}L${xOf(last.index)} 100Z`;
  }
  return { line, area };
}

type Known = { index: number; value: number };

/** Stretches of values without a gap. */
function runsOf(values: readonly (number | null)[]): Known[][] {
  const runs: Known[][] = [];
  let run: Known[] = [];
  values.forEach((value, index) => {
    if (value === null) {
      if (run.length > 0) runs.push(run);
      run = [];
      return;
    }
    run.push({ index, value });
  });
  if (run.length > 0) runs.push(run);
  return runs;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
