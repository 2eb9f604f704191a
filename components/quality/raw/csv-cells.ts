/** A cell of a row: its text without quotes, and where it stands in the row with them (UTF-16 units). */
export interface CsvCell {
  text: string;
  start: number;
  end: number;
}

const maxCells = 2_000;

/** Reads the cells of one row (RFC 4180, section 2); a quote that is never closed goes to the end. */
export function csvCells(row: string, delimiter: string): CsvCell[] {
  const line = row.replace(/[\r\n]+$/, "");
  const cells: CsvCell[] = [];
  for (let start = 0; start <= line.length && cells.length < maxCells; ) {
    const end = line[start] === '"' ? quotedEnd(line, start, delimiter) : plainEnd(line, start, delimiter);
    cells.push({ text: unquoted(line.slice(start, end)), start, end });
    start = end + delimiter.length;
  }
  return cells;
}

function plainEnd(line: string, from: number, delimiter: string): number {
  const end = line.indexOf(delimiter, from);
  return end < 0 ? line.length : end;
}

function quotedEnd(line: string, start: number, delimiter: string): number {
  for (let at = start + 1; at < line.length; at += 1) {
    if (line[at] !== '"') continue;
    if (line[at + 1] === '"') at += 1;
    else return plainEnd(line, at + 1, delimiter);
  }
  return line.length;
}

function unquoted(cell: string): string {
  if (!cell.startsWith('"')) return cell;
  return cell.replace(/^"|"$/g, "").replaceAll('""', '"');
}
