export type CsvValue = string | number | bigint | boolean | Date | null | undefined;

/**
 * What makes a spreadsheet read a text as a formula: = + - @, the full-width forms that Excel folds
 * into them, tab and line ends, also behind leading space (OWASP, "CSV Injection").
 */
const formulaStart = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
const plainNumber = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** A text that stands behind apostrophes already counts as what follows them, or the two could not be told apart. */
function needsApostrophe(text: string): boolean {
  const bare = text.replace(/^'+/, "");
  return formulaStart.test(bare) && !plainNumber.test(bare);
}

/**
 * Writes one cell (RFC 4180, section 2) so that opening the file runs nothing: a text that could
 * be read as a formula gets an apostrophe in front. Plain negative numbers stay numbers.
 */
export function csvCell(value: CsvValue): string {
  if (value === null || value === undefined) return "";
  const text = value instanceof Date ? value.toISOString() : String(value);
  const safe = needsApostrophe(text) ? `'${text}` : text;
  return /[",\r\n\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Gives the text that {@link csvCell} wrote, from the cell as a CSV reader reads it: the apostrophe goes. */
export function textOfCsvCell(cell: string): string {
  return cell.startsWith("'") && needsApostrophe(cell) ? cell.slice(1) : cell;
}

/** Writes one line with its line end. */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(csvCell).join(",")}\r\n`;
}
