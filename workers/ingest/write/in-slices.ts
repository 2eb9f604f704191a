/** As many rows in one statement as make it fast; an Avro block may have many more. */
const sliceRows = 5000;

/** Gives rows to a statement in slices, one after the other, and gives what it gave for each. */
export async function inSlices<Row, Result>(
  rows: readonly Row[],
  write: (slice: readonly Row[]) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < rows.length; start += sliceRows)
    results.push(await write(rows.slice(start, start + sliceRows)));
  return results;
}
